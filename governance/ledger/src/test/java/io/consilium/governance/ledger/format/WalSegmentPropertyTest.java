package io.consilium.governance.ledger.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WalSegmentPropertyTest {

  /** Frames of one commit each. */
  private static byte[] segment(List<byte[]> payloads, List<Integer> ends) {
    ByteBuffer out = ByteBuffer.allocate(1 << 20);
    out.put(WalSegment.header(5));
    long next = 5;
    for (byte[] payload : payloads) {
      WalFrame frame = new WalFrame(next, List.of(payload), List.of(new byte[] {1}));
      frame.encode(out, out.position());
      ends.add(out.position());
      next = frame.next();
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  @Property(tries = 200)
  void aCutLosesOnlyTheFrameItCuts(
      @ForAll @Size(min = 1, max = 5) List<@Size(max = 40) byte[]> payloads,
      @ForAll @IntRange(min = 0, max = 1_000_000) int place) {
    List<Integer> ends = new ArrayList<>();
    byte[] whole = segment(payloads, ends);
    int cut = place % (whole.length + 1);

    WalSegment read = WalSegment.read(5, Arrays.copyOf(whole, cut));

    long kept = ends.stream().filter(end -> end <= cut).count();
    assertThat(read.frames()).hasSize((int) kept);
    assertThat(read.tail()).isIn(WalSegment.Tail.CLEAN, WalSegment.Tail.INCOMPLETE);
  }

  @Property(tries = 500)
  void aChangedByteIsNoticed(
      @ForAll @Size(min = 2, max = 5) List<@Size(max = 40) byte[]> payloads,
      @ForAll @IntRange(min = 0, max = 1_000_000) int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    List<Integer> ends = new ArrayList<>();
    byte[] bytes = segment(payloads, ends);
    int at = place % bytes.length;
    bytes[at] ^= (byte) change;

    WalSegment read = WalSegment.read(5, bytes);

    boolean last = at >= ends.get(ends.size() - 2);
    assertThat(read.tail()).isEqualTo(last ? WalSegment.Tail.BROKEN : WalSegment.Tail.LOST);
    assertThat(read.valid()).isLessThanOrEqualTo(at);
  }

  @Property(tries = 300)
  void anyBytesAreRead(@ForAll @Size(max = 300) byte[] bytes) {
    assertThat(WalSegment.read(0, bytes).frames()).isEmpty();
  }
}
