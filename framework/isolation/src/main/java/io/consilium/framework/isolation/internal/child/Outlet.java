package io.consilium.framework.isolation.internal.child;

import io.consilium.framework.bridge.Message;
import java.io.IOException;
import java.io.OutputStream;

/** Writes messages, whole and one after the other. Thread-safe. */
final class Outlet {
  private final OutputStream out;
  private volatile int longest = Integer.MAX_VALUE;

  Outlet(OutputStream out) {
    this.out = out;
  }

  /** From now on no line is longer, in bytes. */
  void bound(int bytes) {
    longest = bytes;
  }

  /** Writes an answer, or why it cannot be written. */
  void answer(Message.Answer answer) {
    byte[] line;
    try {
      line = Message.line(answer);
    } catch (IllegalArgumentException e) {
      line = Message.line(new Message.Failed(answer.id(), "bad-output", e.getMessage()));
    }
    if (line.length > longest) {
      String size = "The answer is a line of " + line.length + " bytes, " + longest + " may be.";
      line = Message.line(new Message.Failed(answer.id(), "bad-output", size));
    }
    write(line);
  }

  /** Writes a message that no call waits for. */
  void tell(Message message) {
    write(Message.line(message));
  }

  private synchronized void write(byte[] line) {
    try {
      out.write(line);
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      // The host is gone; the end of its messages says so as well.
    }
  }
}
