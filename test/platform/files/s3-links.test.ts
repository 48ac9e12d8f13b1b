import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { s3Links } from '#platform/files/s3-links.ts';

const links = s3Links(
  'files',
  new S3Client({ region: 'cn-north-1', credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' } }),
);
const asked = async (name: string) => new URL(await links.download('people/cus_1/m/0', name, 60)).searchParams;

describe('a link to a file', () => {
  it('lives as long as it was made for', async () => {
    expect((await asked('photo.jpg')).get('X-Amz-Expires')).toBe('60');
  });

  it.each(['page.html', 'drawing.svg', 'photo.jpg'])('of %s is a download and never a page', async (name) => {
    const query = await asked(name);

    expect(query.get('response-content-type')).toBe('application/octet-stream');
    expect(query.get('response-content-disposition')).toMatch(/^attachment; /);
  });

  it.each([
    ['发票 1.pdf', `attachment; filename="__ 1.pdf"; filename*=UTF-8''%E5%8F%91%E7%A5%A8%201.pdf`],
    [
      'a"\r\nSet-Cookie: b.txt',
      `attachment; filename="a___Set-Cookie_ b.txt"; filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20b.txt`,
    ],
    ["it's (1)*.txt", `attachment; filename="it_s _1__.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
  ])('carries the name %j so that it stays one', async (name, disposition) => {
    expect((await asked(name)).get('response-content-disposition')).toBe(disposition);
  });
});
