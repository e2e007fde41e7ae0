package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.host.CallContext;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.task.Position;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of calls and of news where threads are lost, or cannot be had. */
@Timeout(60)
class GuestsTest {
  private static final Position TASK = new Position("t", "", 0, 1, 1);
  private static final Code CODE = new Code("e", "b", "1", "d", Optional.empty(), Map.of());
  private static final Limits LIMITS =
      Limits.DEFAULT
          .within(Duration.ofMillis(20))
          .with(new Limits.Breaker(1, 1, Duration.ofHours(1), 1, 1, Duration.ofHours(1)));

  private final Guests guests = new Guests(LIMITS);
  private final List<Circuit.Change> news = new CopyOnWriteArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);

  @AfterEach
  void close() {
    go.countDown();
    guests.close();
  }

  private static Guest<String> guest(Guests guests) {
    return new Guest<>(
        Kind.EXPERT,
        "e",
        "e",
        1,
        Guest.Stage.READY,
        CODE,
        Lease.of("service"),
        guests.circuit(Kind.EXPERTS, CODE));
  }

  private static CallSpec spec(Position at) {
    long minute = Duration.ofMinutes(1).toNanos();
    return new CallSpec(at, minute, System.nanoTime() + minute, 0, CallSpec.SILENT);
  }

  /** Takes the only thread until {@link #go}. */
  private CompletableFuture<Ended<String>> occupy(Guest<String> guest) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CompletableFuture<Ended<String>> ended = new CompletableFuture<>();
    guests.call(
        guest,
        spec(TASK),
        (service, context) -> {
          reached.countDown();
          go.await();
          return service;
        },
        ended::complete);
    reached.await();
    return ended;
  }

  private CompletableFuture<Ended<String>> call(Guest<String> guest, Position at) {
    CompletableFuture<Ended<String>> ended = new CompletableFuture<>();
    guests.call(guest, spec(at), (service, context) -> service, ended::complete);
    return ended;
  }

  @Test
  void newsComesInTheOrderInWhichItHappened() {
    guests.listen((code, change) -> news.add(change));
    Guest<String> guest = guest(guests);
    for (int i = 0; i < 50; i++) {
      guests.lose(guest);
      guests.find(guest);
    }

    Asked.until(() -> news.size() == 100);
    for (int i = 0; i < 100; i++) {
      assertThat(news.get(i).quarantined()).isEqualTo(i % 2 == 0);
    }
  }

  @Test
  void whoseThreadsCameBackIsNotReleasedWhileItsCircuitKeepsItInQuarantine() {
    guests.listen((code, change) -> news.add(change));
    Guest<String> guest = guest(guests);
    guests.lose(guest);
    guest.circuit().leave(guest.circuit().enter(), Circuit.End.FAULT);
    guests.find(guest);
    guest.circuit().release();

    Asked.until(() -> news.size() == 3);
    assertThat(news)
        .extracting(Circuit.Change::cause)
        .containsExactly("threads lost 1", "faults 1 of 1", "operator");
  }

  @Test
  void ofWhoHasGoneThereIsNoNews() {
    guests.listen((code, change) -> news.add(change));
    Guest<String> gone = guest(guests);
    gone.leave();
    guests.lose(gone);
    guests.find(gone);
    Guest<String> here = guest(guests);
    guests.lose(here);

    Asked.until(() -> !news.isEmpty());
    assertThat(news).extracting(Circuit.Change::cause).containsExactly("threads lost 1");
  }

  @Test
  void aDeafCallIsGivenUpThoughNoThreadIsToBeHadForItsCancelAction() throws Exception {
    ThreadFactory none =
        work ->
            new Thread(work) {
              @Override
              public synchronized void start() {
                throw new OutOfMemoryError("unable to create native thread");
              }
            };
    try (Guests poor = new Guests(LIMITS, none)) {
      CountDownLatch reached = new CountDownLatch(1);
      CompletableFuture<Ended<String>> ended = new CompletableFuture<>();
      GuestCall<String, String> call =
          poor.call(
              guest(poor),
              spec(TASK),
              (service, context) -> {
                context.onCancel(() -> {});
                reached.countDown();
                while (go.getCount() > 0) {
                  Thread.onSpinWait();
                }
                return service;
              },
              ended::complete);
      reached.await();
      call.stop(How.CANCELLED);

      assertThat(ended.join().how()).isEqualTo(How.ABANDONED);
    }
  }

  /** Blocks whoever interrupts a thread that is blocked on it. */
  private final class Trap extends AbstractInterruptibleChannel {
    void enter(CountDownLatch reached) {
      begin();
      reached.countDown();
      while (go.getCount() > 0) {
        Thread.onSpinWait();
      }
    }

    @Override
    protected void implCloseChannel() {
      while (go.getCount() > 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void whoStopsACallIsNotHeldUpByWhatItsInterruptCloses() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CompletableFuture<Ended<String>> ended = new CompletableFuture<>();
    GuestCall<String, String> call =
        guests.call(
            guest(guests),
            spec(TASK),
            (service, context) -> {
              new Trap().enter(reached);
              return service;
            },
            ended::complete);
    reached.await();
    call.stop(How.CANCELLED);

    assertThat(ended.join().how()).isEqualTo(How.ABANDONED);
  }

  @Test
  void sentencesStandWithoutTheNameOfWhatWasThrown() {
    assertThat(Guests.say(new LedgerFailure("The disk is full."))).isEqualTo("The disk is full.");
    assertThat(Guests.say(new IllegalStateException("no"))).isEqualTo("IllegalStateException: no");
  }

  @Test
  void whoRegistersNothingForItsCancellationIsStoppedAllTheSame() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CompletableFuture<Ended<String>> ended = new CompletableFuture<>();
    try (Guests patient = new Guests(LIMITS.within(Duration.ofMinutes(1)))) {
      GuestCall<String, String> call =
          patient.call(
              guest(patient),
              spec(TASK),
              (service, context) -> {
                try {
                  context.onCancel(null);
                } catch (NullPointerException e) {
                  reached.countDown();
                }
                go.await();
                return service;
              },
              ended::complete);
      reached.await();
      call.stop(How.CANCELLED);

      assertThat(ended.join().how()).isEqualTo(How.CANCELLED);
    }
  }

  @Test
  void whoeverLocksItsContextHoldsUpNobody() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CompletableFuture<Ended<String>> ended = new CompletableFuture<>();
    GuestCall<String, String> call =
        guests.call(
            guest(guests),
            spec(TASK),
            (service, context) -> {
              synchronized (context) {
                reached.countDown();
                while (go.getCount() > 0) {
                  Thread.onSpinWait();
                }
              }
              return service;
            },
            ended::complete);
    reached.await();
    call.stop(How.CANCELLED);

    assertThat(ended.join().how()).isEqualTo(How.ABANDONED);
  }

  @Test
  void whoSeesItsTimeEndAndThrowsWasStoppedByIt() {
    CompletableFuture<Ended<String>> ended = new CompletableFuture<>();
    long soon = Duration.ofMillis(200).toNanos();
    try (Guests patient = new Guests(LIMITS.within(Duration.ofMinutes(1)))) {
      patient.<String, String>call(
          guest(patient),
          new CallSpec(TASK, 1_000 * soon, System.nanoTime() + soon, 0, CallSpec.SILENT),
          (service, context) -> {
            while (!context.remaining().isZero()) {
              Thread.onSpinWait();
            }
            throw new IllegalStateException("no time");
          },
          ended::complete);

      assertThat(ended.join().how()).isEqualTo(How.EXPIRED);
    }
  }

  @Test
  void afterItsCallNobodyHearsAGuest() {
    List<String> heard = new CopyOnWriteArrayList<>();
    CompletableFuture<Ended<CallContext>> ended = new CompletableFuture<>();
    long minute = Duration.ofMinutes(1).toNanos();
    guests.<String, CallContext>call(
        guest(guests),
        new CallSpec(TASK, minute, System.nanoTime() + minute, 0, heard::add),
        (service, context) -> {
          context.progress("at work");
          return context;
        },
        ended::complete);
    CallContext kept = ended.join().value();
    kept.progress("still here");
    kept.onCancel(() -> heard.add("cancelled"));

    assertThat(heard).containsExactly("at work");
  }

  @Test
  void whatTheHostAsksOfRetiredCodeIsNotLeftToItsSuccessor() throws Exception {
    Guest<String> guest = guest(guests);
    occupy(guest);
    CompletableFuture<Ended<String>> warming = call(guest, Position.HOST);
    CompletableFuture<Ended<String>> work = call(guest, TASK);
    guest.play(Part.RETIRED);
    guest.moveOn();

    assertThat(work.join().how()).isEqualTo(How.GONE);
    go.countDown();
    assertThat(warming.join().how()).isEqualTo(How.RETURNED);
  }

  @Test
  void aCallThatComesWhileItsGuestLeavesDoesNotWaitForIt() throws Exception {
    Guest<String> guest = guest(guests);
    occupy(guest);
    // As it is between its leaving and the end of its lane.
    guest.move(Guest.Stage.GONE, "gone");

    assertThat(call(guest, TASK).join().how()).isEqualTo(How.GONE);
  }
}
