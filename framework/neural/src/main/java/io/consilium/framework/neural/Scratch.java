package io.consilium.framework.neural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native memory that is used again for every pass. A network takes arrays of the same shapes in the
 * same order each time, so after the first pass nothing is allocated, and an exception in the
 * middle leaks nothing: the next pass simply begins at the start again.
 *
 * <p>For one thread at a time.
 */
public final class Scratch implements AutoCloseable {

  private final Map<List<Long>, Shelf> shelves = new HashMap<>();
  private final List<Shelf> order = new ArrayList<>();
  private final Map<INDArray, INDArray[]> parts = new IdentityHashMap<>();

  /** Makes a scratch that holds nothing yet. */
  public Scratch() {}

  /**
   * An array of undefined content, float32 and c-order, valid until {@link #release} to a mark from
   * before this call.
   *
   * @param shape the sizes of its axes
   */
  public INDArray take(long... shape) {
    return shelf(shape).next(shape);
  }

  /** The same, filled with zeros. */
  public INDArray zeros(long... shape) {
    INDArray array = take(shape);
    Buffers.fill(array, 0f);
    return array;
  }

  /**
   * Windows into an array of this scratch, made once and kept with it, since making one costs more
   * than a small matrix product.
   *
   * @param whole what {@link #take} gave
   * @param count how many windows; the same for every call with arrays of this shape
   * @param offset where window i begins, in numbers
   */
  INDArray[] parts(INDArray whole, int count, IntToLongFunction offset) {
    INDArray[] made = parts.get(whole);
    if (made == null || made.length != count) {
      made = new INDArray[count];
      for (int at = 0; at < count; at++) {
        made[at] =
            Nd4j.create(whole.data(), new long[] {1}, new long[] {1}, offset.applyAsLong(at));
      }
      parts.put(whole, made);
    }
    return made;
  }

  /** Where this scratch stands: what is taken later can be given back by {@link #release}. */
  public int[] mark() {
    return order.stream().mapToInt(shelf -> shelf.used).toArray();
  }

  /** Gives back everything taken after the mark. */
  public void release(int[] mark) {
    for (int at = 0; at < order.size(); at++) {
      order.get(at).used = at < mark.length ? mark[at] : 0;
    }
  }

  /** Gives back everything; the memory stays with this scratch. */
  public void reset() {
    order.forEach(shelf -> shelf.used = 0);
  }

  /** Bytes of native memory held. */
  public long bytes() {
    return order.stream().mapToLong(Shelf::bytes).sum();
  }

  /** Frees the native memory; the scratch can be used again afterwards. */
  @Override
  public void close() {
    parts.clear();
    order.forEach(Shelf::close);
    order.clear();
    shelves.clear();
  }

  private Shelf shelf(long[] shape) {
    List<Long> key = Arrays.stream(shape).boxed().toList();
    Shelf shelf = shelves.get(key);
    if (shelf == null) {
      shelf = new Shelf();
      shelves.put(key, shelf);
      order.add(shelf);
    }
    return shelf;
  }

  private static final class Shelf {
    private final List<INDArray> arrays = new ArrayList<>();
    private int used;

    private INDArray next(long[] shape) {
      if (used == arrays.size()) {
        arrays.add(Nd4j.createUninitialized(DataType.FLOAT, shape, 'c'));
      }
      return arrays.get(used++);
    }

    private long bytes() {
      return arrays.stream().mapToLong(array -> array.length() * Float.BYTES).sum();
    }

    private void close() {
      arrays.forEach(INDArray::close);
    }
  }
}
