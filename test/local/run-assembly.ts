import { startRuntime } from '../../infra/local/runtime.ts';

// A program of its own, so that a test can kill it: runs an assembly on a folder and says where.
const [assembly, folder] = process.argv.slice(2);
const { url, engineUrl, smtp } = await startRuntime({ assembly: assembly!, folder: folder! });
process.stdout.write(`${JSON.stringify({ url, engineUrl, smtp })}\n`);
