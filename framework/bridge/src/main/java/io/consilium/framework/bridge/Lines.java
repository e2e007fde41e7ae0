package io.consilium.framework.bridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads lines that end with {@code \n}, none longer than a bound. Used by one thread. */
public final class Lines {
  private final InputStream in;
  private final int most;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;

  /** A line went over the bound; nothing more can be read. */
  public static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient byte[] start;

    TooLong(byte[] start, int most) {
      super("a line is longer than " + most + " bytes");
      this.start = start;
    }

    /** How the line begins. */
    public byte[] start() {
      return start.clone();
    }
  }

  /**
   * @param most longest line in bytes, its end not counted
   */
  public Lines(InputStream in, int most) {
    this.in = in;
    this.most = most;
  }

  /**
   * The next line without its end; null when there are no more. What stands after the last line end
   * is no line.
   *
   * @throws TooLong if it is longer than the bound
   */
  public byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    while (true) {
      if (at == end) {
        at = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
          return null;
        }
      }
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      line.write(buffer, at, stop - at);
      at = stop;
      if (line.size() > most) {
        throw new TooLong(line.toByteArray(), most);
      }
      if (stop < end) {
        at++;
        return line.toByteArray();
      }
    }
  }
}
