/**
 * Stands in bundles for the search for credentials through a machine's files, single sign-on and metadata: Lambda hands a function
 * those of its role in the environment, and nowhere else. Refuses to go on without them.
 */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = process.env;
  if (!accessKeyId || !secretAccessKey) throw new Error('The environment holds no credentials of the role');
  return { accessKeyId, secretAccessKey, ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }) };
};
