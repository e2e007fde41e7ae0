package io.consilium.distribution.benchmarks.neural;

import io.consilium.framework.neural.checkpoint.Tensor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;

/** A side in this process, timed on the calling thread. */
abstract class JavaSide implements Side, AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final String name;

  JavaSide(String name) {
    this.name = name;
  }

  /** Runs it once. */
  abstract void once(Work work);

  /** Weights and batch, as the other side reads them. */
  abstract List<Tensor> exported();

  /** What the other side must know besides. */
  abstract Map<String, Object> config();

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean does(Work work) {
    return true;
  }

  @Override
  public Spent run(Work work, int times) {
    long wall = System.nanoTime();
    long cpu = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < times; i++) {
      once(work);
    }
    return new Spent(System.nanoTime() - wall, THREADS.getCurrentThreadCpuTime() - cpu);
  }

  @Override
  public void close() {}
}
