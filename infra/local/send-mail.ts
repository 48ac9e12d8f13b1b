import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import addresses from 'nodemailer/lib/addressparser';
import { commandLine, runCommand } from '../command-line.ts';

const DEFAULT_PORT = 2525;

const HELP = `npm run send-mail -- FILE.eml [options]
  --to ADDRESS    to whom, instead of the To and Cc of the file (may be given again)
  --from ADDRESS  from whom, instead of the From of the file
  --port N        the mail port that npm start printed (default ${DEFAULT_PORT})`;

const { values, positionals } = commandLine(HELP, {
  allowPositionals: true,
  options: {
    to: { type: 'string', multiple: true },
    from: { type: 'string' },
    port: { type: 'string', default: String(DEFAULT_PORT) },
    help: { type: 'boolean', default: false },
  },
});

/** The addresses in the headers of these names. */
function addressesIn(raw: Buffer, names: string[]): string[] {
  const [head = ''] = raw.toString('utf8').split(/\r?\n\r?\n/, 1);
  const fields = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const wanted = fields.filter((field) => names.includes(field.slice(0, field.indexOf(':')).trim().toLowerCase()));
  return wanted.flatMap((field) =>
    addresses(field.slice(field.indexOf(':') + 1), { flatten: true }).flatMap(({ address }) => address || []),
  );
}

/** Delivers the file as it is, by SMTP, to the house on this computer. */
async function send(file: string): Promise<void> {
  const raw = readFileSync(file);
  const to = values.to ?? addressesIn(raw, ['to', 'cc']);
  if (to.length === 0) throw new Error('The file names nobody it goes to; give --to ADDRESS');
  const from = values.from ?? addressesIn(raw, ['from'])[0] ?? '';
  const transport = createTransport({ host: '127.0.0.1', port: Number(values.port), ignoreTLS: true });
  const { accepted, rejected, response } = await transport.sendMail({ envelope: { from, to }, raw });
  console.log(
    `${response}\nTo ${accepted.join(', ')}${rejected.length > 0 ? `, refused: ${rejected.join(', ')}` : ''}`,
  );
}

const [file] = positionals;
if (values.help || !file) console.log(HELP);
else await runCommand(() => send(file));
