package io.consilium.framework.engine.internal;

import com.sun.management.ThreadMXBean;
import io.consilium.framework.engine.Engine.Usage;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a guest's calls took: counted on the threads that the engine lends it, calls under way and
 * threads that never came back included. Threads of its own, native memory, and what the collector
 * and the compiler do on its behalf are nobody's account: the JVM does not say whose they are.
 * Thread-safe.
 */
final class Account {
  private static final ThreadMXBean THREADS =
      ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean ? bean : null;
  private static final boolean CPU = THREADS != null && THREADS.isThreadCpuTimeSupported();
  private static final boolean BYTES =
      THREADS != null && THREADS.isThreadAllocatedMemorySupported();

  private final LongAdder calls = new LongAdder();
  private final LongAdder faults = new LongAdder();
  private final LongAdder busyNanos = new LongAdder();
  private final LongAdder cpuNanos = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Set<Span> open = ConcurrentHashMap.newKeySet();

  /** The time on one thread, from its making until it is closed on the same thread. */
  final class Span implements AutoCloseable {
    private final long thread = Thread.currentThread().getId();
    private final long began = System.nanoTime();
    private final long cpuBefore = CPU ? THREADS.getCurrentThreadCpuTime() : 0;
    private final long bytesBefore = BYTES ? THREADS.getCurrentThreadAllocatedBytes() : 0;

    @Override
    public void close() {
      open.remove(this);
      busyNanos.add(System.nanoTime() - began);
      cpuNanos.add(CPU ? THREADS.getCurrentThreadCpuTime() - cpuBefore : 0);
      bytes.add(BYTES ? THREADS.getCurrentThreadAllocatedBytes() - bytesBefore : 0);
    }
  }

  /** Work begins on this thread. */
  Span span() {
    Span span = new Span();
    open.add(span);
    return span;
  }

  void called() {
    calls.increment();
  }

  void faulted() {
    faults.increment();
  }

  /** Until now. */
  Usage usage() {
    long busy = busyNanos.sum();
    long cpu = cpuNanos.sum();
    long allocated = bytes.sum();
    for (Span span : open) {
      busy += System.nanoTime() - span.began;
      // A thread that has just ended is told by -1.
      cpu += CPU ? Math.max(0, THREADS.getThreadCpuTime(span.thread) - span.cpuBefore) : 0;
      allocated +=
          BYTES ? Math.max(0, THREADS.getThreadAllocatedBytes(span.thread) - span.bytesBefore) : 0;
    }
    return new Usage(calls.sum(), faults.sum(), busy, CPU ? cpu : -1, BYTES ? allocated : -1);
  }
}
