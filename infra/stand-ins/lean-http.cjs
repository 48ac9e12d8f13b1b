// An ES module that imports `node:http` reads every export of it at once, and with `WebSocket` among them Node loads all of its
// fetch. Handed over as it is, only what is used is read: a cold start is shorter by what nobody asks for.
module.exports = process.getBuiltinModule('node:http');
