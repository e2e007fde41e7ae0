package io.consilium.framework.runtimes.tesseract.internal;

import io.consilium.framework.runtimes.tesseract.GrayPicture;
import io.consilium.framework.runtimes.tesseract.OcrBlock;
import io.consilium.framework.runtimes.tesseract.OcrRequest;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** Lends recognisers, one a call, and never makes more than a fixed number. Thread-safe. */
public final class EnginePool {
  private static final int MOST = 4;

  private final Semaphore permits;
  private final Deque<Engine> idle = new ConcurrentLinkedDeque<>();

  private EnginePool(int size) {
    permits = new Semaphore(size, true);
  }

  /** One recogniser a core, four at most. */
  public static EnginePool ofMachine() {
    return new EnginePool(Math.min(MOST, Runtime.getRuntime().availableProcessors()));
  }

  public List<OcrBlock> read(GrayPicture picture, OcrRequest request) throws InterruptedException {
    permits.acquire();
    try {
      Engine engine = idle.pollFirst();
      if (engine == null) {
        engine = Engine.load();
      }
      List<OcrBlock> read = engine.read(picture, request);
      // An engine that threw is not trusted again: its finaliser frees it.
      idle.addFirst(engine);
      return read;
    } finally {
      permits.release();
    }
  }

  public void warmUp() throws InterruptedException {
    permits.acquire();
    try {
      if (idle.isEmpty()) {
        idle.addFirst(Engine.load());
      }
    } finally {
      permits.release();
    }
  }

  public void release() {
    for (Engine engine = idle.pollFirst(); engine != null; engine = idle.pollFirst()) {
      engine.close();
    }
  }
}
