import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";

/**
 * A message closed until a thread opens it; passed on by others, it never enters their
 * memory. The index goes so: a thread that only hands shared memory on does not keep it.
 */
export type Envelope = MessagePort;

export function seal(message: unknown): Envelope {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(message);
  port1.close();
  return port2;
}

/** What was sealed; an envelope is opened once. */
export function unseal<T>(envelope: Envelope): T {
  const received = receiveMessageOnPort(envelope) as { message: T } | undefined;
  envelope.close();
  if (!received) throw new Error("the envelope is empty");
  return received.message;
}
