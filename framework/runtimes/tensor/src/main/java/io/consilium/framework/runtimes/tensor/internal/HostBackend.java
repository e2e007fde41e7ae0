package io.consilium.framework.runtimes.tensor.internal;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's backend for the CPU with the settings of the host, whoever wakes ND4J: it asks whether the
 * backend is available before it loads anything, and lets it log once it is up.
 */
public final class HostBackend extends CpuBackend {
  @Override
  public boolean isAvailable() {
    Natives.prepare();
    return true;
  }

  @Override
  public void logBackendInit() {
    Natives.bound();
  }
}
