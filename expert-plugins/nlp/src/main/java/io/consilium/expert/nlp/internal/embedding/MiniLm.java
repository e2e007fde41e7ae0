package io.consilium.expert.nlp.internal.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The sentence model all-MiniLM-L6-v2 (quantised, 384 dimensions, Apache-2.0) on ONNX Runtime, one
 * sentence a run, so that a vector never depends on its neighbours.
 *
 * <p>Threading: any number of callers. The native session is opened on first use, released by
 * {@link #close} once the runs in flight have ended, or else when this object is no longer reached.
 */
@Singleton
public final class MiniLm implements Embeddings {
  /** Length of a vector. */
  public static final int DIMENSIONS = 384;

  private static final int WINDOW = 128;
  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  private final ReadWriteLock gate = new ReentrantReadWriteLock();
  private Loaded loaded;
  private boolean closed;

  @Inject
  public MiniLm() {}

  private record Loaded(WordPiece pieces, OrtSession session, Cleaner.Cleanable release) {}

  /** Frees the native memory; refers to nothing but the session, as a cleaning action must. */
  private record Release(OrtSession session) implements Runnable {
    @Override
    public void run() {
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException("The native session did not close.", e);
      }
    }
  }

  @Override
  public void load() {
    gate.writeLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The sentence model was closed with its bundle.");
      }
      if (loaded == null) {
        loaded = open();
      }
    } catch (IOException | OrtException e) {
      throw new IllegalStateException(
          "The sentence model (" + MODEL + ") did not load: " + e.getMessage(), e);
    } finally {
      gate.writeLock().unlock();
    }
  }

  private Loaded open() throws IOException, OrtException {
    WordPiece pieces;
    try (InputStream in = resource(TOKENIZER)) {
      pieces = WordPiece.read(in);
    }
    byte[] model;
    try (InputStream in = resource(MODEL)) {
      model = in.readAllBytes();
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      OrtSession session = OrtEnvironment.getEnvironment().createSession(model, options);
      return new Loaded(pieces, session, Cleaner.create().register(this, new Release(session)));
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = MiniLm.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException("the bundle lacks it (" + name + ")");
    }
    return in;
  }

  @Override
  public float[] of(String sentence) {
    gate.readLock().lock();
    try {
      if (loaded != null) {
        return run(loaded, sentence);
      }
    } finally {
      gate.readLock().unlock();
    }
    load();
    return of(sentence);
  }

  private static float[] run(Loaded model, String sentence) {
    long[] ids = model.pieces().ids(sentence, WINDOW);
    long[] ones = new long[ids.length];
    java.util.Arrays.fill(ones, 1);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try (OnnxTensor tokens = OnnxTensor.createTensor(environment, new long[][] {ids});
        OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {ones});
        OnnxTensor kinds = OnnxTensor.createTensor(environment, new long[1][ids.length])) {
      inputs.put("input_ids", tokens);
      inputs.put("attention_mask", mask);
      inputs.put("token_type_ids", kinds);
      try (OrtSession.Result result = model.session().run(inputs)) {
        return pooled(((float[][][]) result.get(0).getValue())[0]); // [tokens][384]
      }
    } catch (OrtException e) {
      throw new IllegalStateException("The sentence model failed: " + e.getMessage(), e);
    }
  }

  /** The mean over the tokens, brought to length 1, as the model was trained. */
  private static float[] pooled(float[][] states) {
    double[] sum = new double[DIMENSIONS];
    for (float[] state : states) {
      for (int i = 0; i < DIMENSIONS; i++) {
        sum[i] += state[i];
      }
    }
    double square = 0;
    for (double value : sum) {
      square += value * value;
    }
    double length = Math.max(Math.sqrt(square), 1e-12);
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) (sum[i] / length);
    }
    return vector;
  }

  @Override
  public void close() {
    gate.writeLock().lock();
    try {
      closed = true;
      if (loaded != null) {
        loaded.release().clean();
        loaded = null;
      }
    } finally {
      gate.writeLock().unlock();
    }
  }
}
