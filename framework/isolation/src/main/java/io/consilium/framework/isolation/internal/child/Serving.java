package io.consilium.framework.isolation.internal.child;

import io.consilium.api.expert.Expert;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.bridge.Exchange;
import io.consilium.framework.bridge.Lines;
import io.consilium.framework.bridge.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The guest's side of {@code consilium-bridge/1} for plugins in Java: answers the host's calls
 * until it says goodbye or is gone. Read by one thread; each call has a thread of its own.
 */
final class Serving {
  /** The host is to be trusted with memory. */
  private static final int LONGEST = 1 << 28;

  /** The host takes no more of what is for people. */
  private static final int SAID = 2_000;

  private final Outlet out;
  private final Map<String, Call> calls = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(Serving::daemon);
  private Offered offered;
  private Answers answers;

  private Serving(OutputStream out) {
    this.out = new Outlet(out);
  }

  /** What answers a call. */
  private interface Work {
    Message.Answer call(Call context) throws Exception;
  }

  /**
   * Serves until the host has no more to say.
   *
   * @throws Exception if the plugin cannot be brought up, with a message for a person
   */
  static void serve(InputStream in, OutputStream out, Offered.Source source) throws Exception {
    Lines lines = new Lines(in, LONGEST);
    Serving serving = new Serving(out);
    if (serving.begin(lines.next(), source)) {
      serving.goOn(lines);
    }
  }

  private boolean begin(byte[] first, Offered.Source source) throws Exception {
    if (first == null) {
      return false;
    }
    if (!(Message.read(first) instanceof Message.Hello hello)
        || !hello.protocol().equals(Message.PROTOCOL)) {
      throw new IOException("The host does not speak " + Message.PROTOCOL + ".");
    }
    offered = source.begin(hello.settings());
    out.bound(hello.lineBytes());
    answers = new Answers(Exchange.join(Path.of(hello.exchange())), hello.inlineBytes());
    out.tell(offered.ready());
    return true;
  }

  private void goOn(Lines lines) throws IOException {
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      Message message = Message.read(line);
      if (message instanceof Message.Bye) {
        return;
      } else if (message instanceof Message.Cancel cancel) {
        Call call = calls.get(cancel.id());
        if (call != null) {
          call.cancel();
        }
      } else if (message instanceof Message.Call call) {
        take(call);
      } else {
        throw new IOException("The host sent what only a guest sends.");
      }
    }
  }

  private void take(Message.Call asked) {
    if (asked instanceof Message.Solve solve) {
      start(solve.id(), terms(solve), context -> answers.solve(expert(solve), solve, context));
    } else if (asked instanceof Message.Verify verify) {
      start(
          verify.id(), terms(verify), context -> answers.verify(verifier(verify), verify, context));
    } else {
      start(asked.id(), Call.Terms.UNBOUND, context -> answers.warm(expert(asked), asked));
    }
  }

  private static Call.Terms terms(Message.Solve one) {
    return new Call.Terms(one.position(), one.seed(), one.threads(), one.remainingMillis());
  }

  private static Call.Terms terms(Message.Verify one) {
    return new Call.Terms(one.position(), one.seed(), one.threads(), one.remainingMillis());
  }

  private Expert expert(Message.Call asked) {
    return offered.expert(asked.plugin()).orElseThrow(() -> stranger(asked));
  }

  private Verifier verifier(Message.Call asked) {
    return offered.verifier(asked.plugin()).orElseThrow(() -> stranger(asked));
  }

  private static IllegalArgumentException stranger(Message.Call asked) {
    return new IllegalArgumentException("Nobody here is called " + asked.plugin() + ".");
  }

  private void start(String id, Call.Terms terms, Work work) {
    Call call = new Call(terms, message -> out.tell(new Message.Progress(id, brief(message))));
    calls.put(id, call);
    threads.execute(() -> run(id, call, work));
  }

  /** The only place here that calls a plugin, so the only one that catches everything. */
  private void run(String id, Call call, Work work) {
    Message.Answer answer;
    call.begin();
    try {
      answer = work.call(call);
    } catch (Throwable e) {
      answer = new Message.Failed(id, "threw", say(e));
    } finally {
      call.end();
    }
    calls.remove(id);
    out.answer(answer);
  }

  /** Says what was thrown without trusting what was thrown. */
  private static String say(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    try {
      String message = thrown.getMessage();
      return message == null ? name : name + ": " + sendable(message);
    } catch (Throwable e) {
      return name;
    }
  }

  /** Without the halves of characters that UTF-8 has no bytes for. */
  private static String sendable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static String brief(String text) {
    return sendable(text.substring(0, Math.min(text.length(), SAID)));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "consilium-call");
    thread.setDaemon(true);
    return thread;
  }
}
