package io.consilium.framework.deployer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Some bytes of a file; closing leaves the file open. */
final class FileSlice extends InputStream {
  private final FileChannel channel;
  private long at;
  private long left;

  FileSlice(FileChannel channel, long at, long length) {
    this.channel = channel;
    this.at = at;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left <= 0) {
      return -1;
    }
    int most = (int) Math.min(length, left);
    int read = channel.read(ByteBuffer.wrap(into, offset, most), at);
    if (read > 0) {
      at += read;
      left -= read;
    }
    return read;
  }
}
