package io.consilium.framework.neural.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Files written by hand, so that they can be wrong. */
final class RawFile {
  private RawFile() {}

  static ByteBuffer of(String header, int dataBytes) {
    return of(header, new byte[dataBytes]);
  }

  static ByteBuffer of(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    return file.putLong(json.length).put(json).put(data).flip();
  }

  static String entry(String name, String dtype, String shape, long begin, long end) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
        .formatted(name, dtype, shape, begin, end);
  }
}
