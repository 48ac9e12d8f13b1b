import { listen } from '#platform/jobs/listen.ts';
import { liveTickets } from './live-tickets.ts';
import { resumeTicket } from './resume-ticket.ts';

export const handler = listen({ needs: liveTickets, run: resumeTicket });
