package io.consilium.framework.runtimes.tensor.internal;

import io.consilium.framework.runtimes.tensor.TensorHealth;
import io.consilium.framework.runtimes.tensor.TensorHealth.State;
import io.consilium.framework.runtimes.tensor.TensorMemoryExhausted;
import io.consilium.framework.runtimes.tensor.TensorUnavailable;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Brings ND4J up once a class loader and remembers how that went.
 *
 * <p>No lock of ours is held while ND4J initialises: it may begin in a thread that never came here,
 * and the Java machine's lock on its first class then orders everybody.
 */
public final class Natives {
  private static final int DEVICE = 0;
  private static final long FOR_THE_REST = 1L << 30;

  private static volatile Settings settings;
  private static volatile boolean loaded;
  private static volatile TensorUnavailable broken;

  private Natives() {}

  /** Settles the settings, if ND4J is not up already. */
  static void use(Settings given) {
    settings = given;
  }

  static Settings settings() {
    Settings given = settings;
    if (given == null) {
      given = Settings.of(System::getProperty);
      settings = given;
    }
    return given;
  }

  /** Brings ND4J up if it is not. */
  public static void start() {
    if (loaded) {
      return;
    }
    if (broken != null) {
      throw new TensorUnavailable(broken.getMessage(), broken);
    }
    NativeFiles.check(settings());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Natives.class.getClassLoader());
    try {
      Nd4j.zeros(1).close();
    } catch (LinkageError | RuntimeException e) {
      broken = new TensorUnavailable(message(e), e);
      throw broken;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Before anything native is loaded; called by ND4J itself. */
  static void prepare() {
    Settings given = settings();
    NativeFiles.check(given);
    // JavaCPP reads these once a class loader; the other copy of it in this process keeps its own.
    try (LentProperties lent = new LentProperties()) {
      lent.set("org.bytedeco.javacpp.cachedir", given.cache().toString());
      lent.set("org.bytedeco.javacpp.maxbytes", Long.toString(given.memory()));
      lent.set("org.bytedeco.javacpp.maxphysicalbytes", Long.toString(processBound(given)));
      Loader.getCacheDir();
      Pointer.maxBytes();
    } catch (java.io.IOException e) {
      throw NativeFiles.unwritable(given.cache(), e);
    }
  }

  /** Once ND4J is up; called by ND4J itself. */
  static void bound() {
    Settings given = settings();
    Environment environment = Nd4j.getEnvironment();
    environment.setDeviceLimit(DEVICE, given.memory());
    environment.setMaxMasterThreads(given.threads());
    ((Blas) Nd4j.factory().blas()).setMaxThreads(given.threads());
    loaded = true;
  }

  /** Does work; what fails for want of memory fails with our word for it. */
  public static <T> T bounded(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | OutOfMemoryError e) {
      if (Exhaustion.isOne(e)) {
        throw new TensorMemoryExhausted(Exhaustion.message(e, health()), e);
      }
      throw e;
    }
  }

  /** How it is now. */
  public static TensorHealth health() {
    Settings given = settings();
    if (loaded) {
      Environment environment = Nd4j.getEnvironment();
      return new TensorHealth(
          State.LOADED,
          "",
          environment.getDeviceCouner(DEVICE),
          given.memory(),
          Pointer.physicalBytes(),
          Pointer.maxPhysicalBytes(),
          environment.maxMasterThreads(),
          given.cache());
    }
    String trouble = broken == null ? NativeFiles.trouble(given) : broken.getMessage();
    return new TensorHealth(
        trouble.isEmpty() ? State.IDLE : State.UNAVAILABLE,
        trouble,
        0,
        given.memory(),
        0,
        processBound(given),
        given.threads(),
        given.cache());
  }

  /** The arrays', the heap's, and room for code and the other runtimes. */
  private static long processBound(Settings given) {
    return given.memory() + Runtime.getRuntime().maxMemory() + FOR_THE_REST;
  }

  private static String message(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "ND4J does not start ("
        + cause
        + "). Maybe the machine's C++ library is older than that of its natives, or the disk of "
        + settings().cache()
        + " is full or mounted noexec. It stays so until the process is restarted.";
  }
}
