import type { Phrases } from './words.ts';

const TICKET = 'ticket {number} ({class})';

const ROLES: Phrases['roles'] = {
  agent: 'agent',
  complaintSpecialist: 'complaint specialist',
  teamLeader: 'team leader',
  supervisor: 'supervisor',
  director: 'customer service director',
  technicalDirector: 'technical director',
  productManager: 'product manager',
  ceo: 'CEO',
  quality: 'quality',
  knowledgeAdmin: 'knowledge administrator',
  privacyOfficer: 'privacy officer',
  hr: 'HR',
  admin: 'administrator',
};

/** What a person reads in English. `short` is the text message and the line on the desk: 160 characters make one message. */
export const ENGLISH: Phrases = {
  letter: 'Hello,\n\n{about}{body}\n\n{signature}\n(This message was sent automatically.)',
  fallback: '\n\nYou are told because nobody holds the role “{role}” now. Please name somebody in the staff directory.',
  roles: ROLES,
  about: 'About “{matter}”:\n\n',
  signature: (house) => (house ? `${house} customer service` : 'Customer service'),
  prefix: (house) => `${house}: `,
  conversations: {
    replied: '{said}\n\n--\n{signature}\nJust answer this mail to go on (ticket {number}).',
    solutionOffered:
      '{said}\n\n--\n{signature}\nPlease answer this mail and tell us whether you accept this solution (ticket {number}). If you are not satisfied, you may turn to our customer service director: just say so in your answer, and we will take it there.',
  },
  answers: {
    replied: 'Hello, our answer to your ticket {number}: {said}\nJust reply to this message to go on.',
    solutionOffered:
      'Hello, our solution for your ticket {number}: {said}\nDo you accept it? If you are not satisfied, you may turn to our customer service director: just reply so, and we will take it there.',
  },
  elsewhere: 'please find it where you sent us your request',
  class: (name) => `class ${name}`,
  due: (moment) => `${moment} (China time)`,
  clocks: {
    firstResponse: 'first response',
    classResponse: 'department response',
    solution: 'solution',
    resolution: 'resolution',
    recordEntry: 'service record',
    followUp: 'follow-up',
    greeting: 'greeting',
    careFollowUp: 'care follow-up',
  },
  whys: {
    noAddress: 'there is no way to reach them',
    suppressed: 'their address takes no mail',
    refused: 'they refused messages',
    noConsent: 'they did not consent',
    country: 'we do not send there',
    capped: 'too many were sent',
    failed: 'sending failed',
  },
  templates: {
    received: {
      subject: 'We have received your request (ticket {number})',
      body: 'We have received your request of {date}. Its number is {number}. One of us will be in touch as soon as possible.',
      short: 'Hello, we have received your request of {date}; its number is {number}. We will be in touch soon.',
    },
    replied: {
      subject: 'A new answer to your ticket {number}',
      body: 'We have answered your ticket {number} of {date}. Please find our answer where you sent us your request. If anything is unclear, do ask us.',
      short: 'Hello, we have answered your ticket {number} of {date}. Please find it where you sent us your request.',
    },
    solutionOffered: {
      subject: 'A solution for your ticket {number}',
      body: 'We have offered you a solution for your ticket {number} of {date}. Please find it where you sent us your request, and tell us whether you accept it.\n\nIf you are not satisfied with it, you may turn to our customer service director: just tell us there, and we will pass it on.',
      short:
        'Hello, we offer a solution for ticket {number}: see it where you asked. Not satisfied? Say so there, and it goes to our customer service director.',
    },
    resolved: {
      subject: 'Your ticket {number} is resolved',
      body: 'Your ticket {number} of {date} is resolved. If the problem is still there, please tell us and we will go on with it.',
      short: 'Hello, your ticket {number} of {date} is resolved. If the problem is still there, please tell us.',
    },
    followUpComing: {
      subject: 'We will ask you about your ticket {number}',
      body: 'Your ticket {number} is closed. We will be in touch before {due} to ask whether you are satisfied. Thank you for your patience.',
      short: 'Hello, your ticket {number} is closed. We will ask you before {due} whether you are satisfied.',
    },
    thanked: {
      subject: 'Thank you for telling us (ticket {number})',
      body: 'Thank you for telling us how you felt about ticket {number}. Whenever you need us, we are here.',
      short: 'Hello, thank you for telling us how you felt about ticket {number}. Whenever you need us, we are here.',
    },
    reopened: {
      subject: 'We are back at your ticket {number}',
      body: 'We are sorry that your problem is not fully solved. Your ticket {number} is open again; one of us will be in touch as soon as possible.',
      short:
        'Hello, we are sorry that your problem is not fully solved. Ticket {number} is open again; we will be in touch.',
    },
    surveyInvitation: {
      subject: 'We would like to hear from you',
      body: 'Last quarter we worked on your ticket {number} of {date}. We would like to hear what you think of our service and our products, and what we could do better. Just reply to this message. Thank you for helping us improve.',
      short: 'Hello, last quarter we worked on your ticket {number}. What could we do better? Just reply. Thank you.',
    },
    assigned: {
      subject: `Yours now: ${TICKET}`,
      body: `You hold ${TICKET} of {date} now. Please look at it soon.`,
      short: `You hold ${TICKET} now. Please look at it soon.`,
    },
    customerReplied: {
      subject: `The customer replied to ${TICKET}`,
      body: `The customer replied to ${TICKET} of {date}. Please read it and go on.`,
      short: `The customer replied to ${TICKET}. Please read it and go on.`,
    },
    solutionRejected: {
      subject: `Solution rejected: ${TICKET}`,
      body: `The customer did not accept the solution for ${TICKET} of {date}. Please step in.`,
      short: `The customer did not accept the solution for ${TICKET}. Please step in.`,
    },
    offerRejected: {
      subject: `Your solution was rejected: ${TICKET}`,
      body: `The customer did not accept the solution that you offered for ${TICKET} of {date}. The director was told. Please agree with them on another one.`,
      short: `The customer did not accept your solution for ${TICKET}. The director was told; please prepare another.`,
    },
    dissatisfied: {
      subject: `Dissatisfied at the follow-up: ${TICKET}`,
      body: `At the follow-up of ${TICKET} of {date} the customer was not satisfied. Please take care of it.`,
      short: `At the follow-up of ${TICKET} the customer was not satisfied. Please take care of it.`,
    },
    workReopened: {
      subject: `Open again: ${TICKET}`,
      body: `Work is owed again on ${TICKET} of {date}. Please go on with it.`,
      short: `Work is owed again on ${TICKET}. Please go on with it.`,
    },
    customerNotTold: {
      subject: `The customer did not get your message: ${TICKET}`,
      body: `A message to the customer of ${TICKET} of {date} did not reach them: {why}. Please reach them another way, and note it on the ticket.`,
      short: `The customer of ${TICKET} did not get a message: {why}. Please reach them another way.`,
    },
    careDue: {
      subject: `Please arrange a care call: ${TICKET}`,
      body: `A customer was dissatisfied more than once of late. ${TICKET} is their care follow-up: please have somebody call them in time.`,
      short: `Please arrange a care call for a customer dissatisfied more than once: ${TICKET}.`,
    },
    clockWarned: {
      subject: `Due soon, {clock}: ${TICKET}`,
      body: `The {clock} of ${TICKET} of {date} is due on {due}. Please see to it in time.`,
      short: `The {clock} of ${TICKET} is due on {due}. Please see to it in time.`,
    },
    clockReminded: {
      subject: `Please follow up, {clock}: ${TICKET}`,
      body: `The {clock} of ${TICKET} of {date} is not done yet; its time limit is {due}. Please follow it up.`,
      short: `The {clock} of ${TICKET} is not done yet; its time limit is {due}. Please follow it up.`,
    },
    clockBreached: {
      subject: `Overdue, {clock}: ${TICKET}`,
      body: `The {clock} of ${TICKET} of {date} was due on {due} and is not done. Please act now and acknowledge it.`,
      short: `The {clock} of ${TICKET} was due on {due}. Please act now and acknowledge it.`,
    },
    clockEscalated: {
      subject: `Overdue, level {level}, {clock}: ${TICKET}`,
      body: `The {clock} of ${TICKET} of {date} was due on {due} and is still not done. It has reached level {level}. Please step in and acknowledge it.`,
      short: `Level {level}: the {clock} of ${TICKET} was due on {due}. Please step in and acknowledge it.`,
    },
  },
};
