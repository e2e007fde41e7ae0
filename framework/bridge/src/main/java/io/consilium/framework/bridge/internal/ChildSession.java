package io.consilium.framework.bridge.internal;

import io.consilium.api.host.CallContext;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.ChildSpec;
import io.consilium.framework.bridge.Exchange;
import io.consilium.framework.bridge.Lines;
import io.consilium.framework.bridge.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of one process, from its start to its end; it never comes back. Thread-safe. */
final class ChildSession {
  private static final Logger LOG = LoggerFactory.getLogger(ChildSession.class);
  private static final int EVERYBODY = 1 << 20;

  private final ChildSpec spec;
  private final ScheduledExecutorService timer;
  private final Exchange exchange;
  private final ChildPipes pipes;
  private final OpenCalls calls;
  private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
  private final Map<String, Pending> warm = new ConcurrentHashMap<>();
  private final CompletableFuture<Message.Ready> ready = new CompletableFuture<>();
  private final CompletableFuture<BridgeFailure> end = new CompletableFuture<>();

  private ChildSession(ChildSpec spec, ScheduledExecutorService timer) throws BridgeFailure {
    this.spec = spec;
    this.timer = timer;
    try {
      exchange = Exchange.create(spec.exchanges());
    } catch (IOException e) {
      throw new BridgeFailure(
          "not-started", "No directory to exchange contents can be made: " + e.getMessage());
    }
    try {
      pipes = ChildPipes.start(spec, exchange);
    } catch (IOException | IllegalArgumentException e) {
      exchange.delete();
      throw new BridgeFailure(
          "not-started",
          "The program ("
              + spec.command().get(0)
              + ") of "
              + spec.plugin()
              + " cannot be started: "
              + e.getMessage()
              + ". Maybe install it, or correct the plugin's bridge.yaml.");
    }
    calls = new OpenCalls(exchange, spec.limits(), pipes::send);
  }

  /**
   * Starts a process and waits until it says what it offers.
   *
   * @param born told of the session before that, since it is to be closed even if this fails
   * @throws BridgeFailure if it does not; nothing of it is left then
   */
  static ChildSession start(
      ChildSpec spec, ScheduledExecutorService timer, Consumer<ChildSession> born)
      throws BridgeFailure, InterruptedException {
    ChildSession session = new ChildSession(spec, timer);
    born.accept(session);
    try {
      session.pipes.listen(session::heard, session::closed, session::deaf);
    } catch (OutOfMemoryError e) {
      // No thread is left to read it: nobody would ever end it.
      session.pipes.process().destroyForcibly();
      throw e;
    }
    // A process that it has started may hold standard output open after it.
    session.pipes.process().onExit().thenRun(() -> session.later(ProcessTree.GRACE, session::died));
    session.send(
        new Message.Hello(
            Message.PROTOCOL,
            spec.host(),
            session.exchange.directory().toString(),
            spec.limits().inlineBytes(),
            spec.limits().lineBytes(),
            Revealed.of(spec.settings())));
    Duration patience = spec.limits().start();
    try {
      session.ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return session;
    } catch (TimeoutException e) {
      session.over(
          "not-ready",
          spec.plugin()
              + " did not say what it offers within "
              + patience.toMillis()
              + " ms of its start"
              + session.pipes.lastWords()
              + ". Maybe load heavy things when asked to warm up.");
    } catch (ExecutionException e) {
      // The end says why.
    } catch (InterruptedException e) {
      session.over(Words.ENDED, spec.plugin() + " was not waited for.");
      throw e;
    }
    throw session.end.join();
  }

  /** What the process said that it offers. */
  Message.Ready offer() {
    return ready.join();
  }

  /** Why it is over, once it is; told on any thread. */
  CompletableFuture<BridgeFailure> end() {
    return end;
  }

  long pid() {
    return pipes.pid();
  }

  /** Asks an expert to become warm, unless it was asked before and has not failed. */
  Pending warm(String plugin) {
    return warm.compute(
        plugin, (name, before) -> before == null || before.failed() ? askWarmth(name) : before);
  }

  private Pending askWarmth(String plugin) {
    Pending call = calls.warm(plugin);
    later(
        spec.limits().warm(),
        () -> {
          if (calls.isOpen(call)) {
            over("not-warm", plugin + " did not become warm in time.");
          }
        });
    return call;
  }

  /** As {@link Link#ask}, of a plugin that is warm. */
  Link.Reply ask(Link.Target target, Link.Draft draft, CallContext context)
      throws BridgeFailure, InterruptedException {
    String plugin = target.plugin();
    Semaphore place =
        places.computeIfAbsent(
            plugin, name -> new Semaphore(Math.min(EVERYBODY, target.concurrency())));
    if (!place.tryAcquire(context.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
      return Link.Reply.failed(
          Words.NOT_SENT, plugin + " was busy with cancelled calls for all of this call's time.");
    }
    Pending call;
    try {
      call = calls.open(draft, context::progress, place::release);
    } catch (IOException | IllegalArgumentException e) {
      place.release();
      if (end.isDone()) {
        throw end.join();
      }
      return Link.Reply.failed(
          Words.NOT_SENT, "What " + plugin + " is to work on cannot be sent: " + e.getMessage());
    }
    context.onCancel(() -> giveUp(call));
    try {
      if (!call.isOver(context.remaining().plus(Link.LATE))) {
        giveUp(call);
      }
    } catch (InterruptedException e) {
      giveUp(call);
      throw e;
    }
    return Outputs.reply(plugin, call.answer(), exchange, spec.limits().outputBytes());
  }

  private void send(Message message) {
    pipes.send(Message.line(message));
  }

  private void giveUp(Pending call) {
    Message.Failed cancelled =
        new Message.Failed(call.id(), Words.CANCELLED, "The call was cancelled or out of time.");
    if (call.giveUp(cancelled) && calls.isOpen(call)) {
      send(new Message.Cancel(call.id()));
      Duration grace = spec.limits().cancel();
      later(
          grace,
          () -> {
            if (calls.isOpen(call)) {
              over(
                  Words.UNANSWERED,
                  "The process of "
                      + spec.plugin()
                      + " was ended, since it did not answer a cancelled call within "
                      + grace.toMillis()
                      + " ms.");
            }
          });
    }
  }

  /** A line of the process, on the one thread that reads them. */
  private void heard(byte[] line) {
    Message message;
    try {
      message = Message.read(line);
    } catch (IllegalArgumentException e) {
      breach("it is no message (" + Words.quote(e.getMessage()) + ")", line);
      return;
    }
    if (message instanceof Message.Answer answer) {
      if (!calls.settle(answer)) {
        breach(
            "it answers a call ("
                + Words.quote(answer.id())
                + ") that is not open or asks for something else",
            line);
      }
    } else if (message instanceof Message.Progress progress) {
      if (!calls.progress(progress)) {
        breach("it tells of progress without end", line);
      }
    } else if (message instanceof Message.Ready offer && !ready.isDone()) {
      String wrong = Offers.wrong(offer);
      if (wrong.isEmpty()) {
        ready.complete(offer);
      } else {
        breach(wrong, line);
      }
    } else {
      breach("it is not a guest's to say now", line);
    }
  }

  private void breach(String what, byte[] line) {
    over(
        Words.PROTOCOL,
        spec.plugin()
            + " broke the protocol with a line on its standard output: "
            + what
            + ". It begins ("
            + Words.quote(line)
            + "). Maybe print to standard error.");
  }

  /** Standard output has ended, on the thread that read it. */
  private void closed(IOException why) {
    if (why instanceof Lines.TooLong tooLong) {
      breach(tooLong.getMessage(), tooLong.start());
    } else if (ProcessTree.gone(pipes.process(), ProcessTree.GRACE)) {
      died();
    } else {
      over(Words.PROTOCOL, spec.plugin() + " closed its standard output.");
    }
  }

  /** It takes no more lines, on the thread that writes them. */
  private void deaf() {
    // One that ends closes its pipes one by one.
    if (!ProcessTree.gone(pipes.process(), ProcessTree.GRACE)) {
      over(Words.PROTOCOL, spec.plugin() + " closed its standard input.");
    }
  }

  private void died() {
    if (!end.isDone()) {
      int status = pipes.process().exitValue();
      String why =
          epitaph(status)
              .map(words -> ": " + Words.said(words))
              .orElseGet(() -> " (" + Words.exit(status) + ")" + pipes.lastWords() + ".");
      over(Words.DIED, "The process of " + spec.plugin() + " ended" + why);
    }
  }

  private Optional<String> epitaph(int status) {
    try {
      return spec.epitaph().of(status, exchange.temporary());
    } catch (RuntimeException e) {
      LOG.warn("What {} left cannot be read.", spec.plugin(), e);
      return Optional.empty();
    }
  }

  /** Ends the session and the process; the first cause counts. Returns at once. */
  void over(String code, String words) {
    BridgeFailure failure = new BridgeFailure(code, words);
    if (end.complete(failure)) {
      pipes.stop(exchange::delete);
      endAll(failure);
    }
  }

  private void endAll(BridgeFailure failure) {
    ready.completeExceptionally(failure);
    calls.end(failure);
    places.values().forEach(place -> place.release(EVERYBODY));
  }

  /** Whether it has ever answered a call. */
  boolean answered() {
    return calls.answered();
  }

  /** Whether nothing of it is left. */
  boolean gone() {
    return end.isDone() && pipes.gone();
  }

  /** Lets the process end by itself, then ends it. Returns when it is gone with all it started. */
  void close() {
    // Once it is gone nobody can tell what it has left behind.
    List<ProcessHandle> started = ProcessTree.startedBy(pipes.process());
    send(new Message.Bye());
    pipes.closeInput();
    ProcessTree.gone(pipes.process(), spec.limits().end());
    over(Words.ENDED, spec.plugin() + " was stopped.");
    pipes.awaitGone();
    ProcessTree.end(started);
  }

  private void later(Duration delay, Runnable action) {
    try {
      timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The link is being closed, which ends the process anyway.
    }
  }
}
