package io.consilium.governance.ledger.internal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk in memory that loses what was not forced when its power is cut, and that fails at a chosen
 * operation. As cruel as POSIX allows: unforced bytes come back in part, as zeros, or not at all,
 * and unforced names come back old or new, each for itself.
 */
final class SimulatedDisk implements Disk {
  /** What happens at the chosen operation. */
  enum Fault {
    /** The disk is full: half of a write gets through, and all later writes fail too. */
    FULL,
    /** A force fails once, or whatever operation comes then. */
    BROKEN,
    /** Nothing works any more from here on. */
    POWER_CUT
  }

  private static final int SECTOR = 512;

  private final Map<Path, Inode> names = new TreeMap<>();
  private final Map<Path, Inode> forcedNames = new TreeMap<>();
  private final Set<Path> directories = new HashSet<>();
  private Fault fault;
  private long failsAt = Long.MAX_VALUE;
  private long operations;
  private boolean locked;

  private static final class Inode {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private int forced;
  }

  synchronized void failAt(long operation, Fault kind) {
    failsAt = operations + operation;
    fault = kind;
  }

  synchronized long operations() {
    return operations;
  }

  private boolean fails() {
    operations++;
    return operations == failsAt || (operations > failsAt && fault == Fault.POWER_CUT);
  }

  private void change() throws IOException {
    if (fails() || (operations > failsAt && fault == Fault.FULL)) {
      throw new IOException(fault == Fault.FULL ? "No space left on device" : "Input/output error");
    }
  }

  /** The disk as it may be found when the power is back. */
  synchronized SimulatedDisk powerCut(Random random) {
    SimulatedDisk after = new SimulatedDisk();
    after.directories.addAll(directories);
    Map<Inode, Inode> copies = new HashMap<>();
    Set<Path> all = new HashSet<>(names.keySet());
    all.addAll(forcedNames.keySet());
    for (Path path : new java.util.TreeSet<>(all)) {
      Inode inode = random.nextBoolean() ? names.get(path) : forcedNames.get(path);
      if (inode != null) {
        Inode copy = copies.computeIfAbsent(inode, one -> survivor(one, random));
        after.names.put(path, copy);
        after.forcedNames.put(path, copy);
      }
    }
    return after;
  }

  /**
   * The disk as a process leaves it that is killed: what it had written is there, forced or not.
   */
  synchronized SimulatedDisk killed() {
    SimulatedDisk after = new SimulatedDisk();
    after.directories.addAll(directories);
    after.names.putAll(names);
    after.forcedNames.putAll(forcedNames);
    return after;
  }

  /** The names of all sealed payloads that have files. */
  synchronized Set<String> blobs() {
    Set<String> blobs = new HashSet<>();
    for (Path file : names.keySet()) {
      String name = file.getFileName().toString();
      if (name.matches("[0-9a-f]{64}")) {
        blobs.add(name);
      }
    }
    return blobs;
  }

  private static Inode survivor(Inode inode, Random random) {
    byte[] bytes = inode.content.toByteArray();
    int length = inode.forced + random.nextInt(bytes.length - inode.forced + 1);
    for (int at = inode.forced; at < length; at += SECTOR) {
      if (random.nextInt(4) == 0) {
        Arrays.fill(bytes, at, Math.min(length, at + SECTOR), (byte) 0);
      }
    }
    Inode copy = new Inode();
    copy.content.write(bytes, 0, length);
    copy.forced = length;
    return copy;
  }

  @Override
  public synchronized byte[] read(Path file) throws IOException {
    if (operations > failsAt && fault == Fault.POWER_CUT) {
      throw new IOException("Input/output error");
    }
    Inode inode = names.get(file);
    if (inode == null) {
      throw new NoSuchFileException(file.toString());
    }
    return inode.content.toByteArray();
  }

  /** True if some file has exactly this content. */
  synchronized boolean holds(byte[] content) {
    return names.values().stream()
        .anyMatch(inode -> Arrays.equals(inode.content.toByteArray(), content));
  }

  @Override
  public synchronized boolean exists(Path file) {
    return names.containsKey(file) || directories.contains(file);
  }

  @Override
  public synchronized long usedBytes(Path directory) {
    return names.values().stream().mapToLong(inode -> inode.content.size()).sum();
  }

  @Override
  public long freeBytes(Path directory) {
    return Long.MAX_VALUE / 2;
  }

  @Override
  public boolean openToOthers(Path file) {
    return false;
  }

  @Override
  public synchronized List<Path> list(Path directory) {
    return names.keySet().stream().filter(file -> file.getParent().equals(directory)).toList();
  }

  @Override
  public synchronized void makeDirectory(Path directory, Access access) {
    directories.add(directory);
  }

  @Override
  public synchronized Writer create(Path file, Access access) throws IOException {
    change();
    Inode inode = new Inode();
    names.put(file, inode);
    return new MemoryWriter(inode);
  }

  private final class MemoryWriter implements Writer {
    private final Inode inode;

    MemoryWriter(Inode inode) {
      this.inode = inode;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      synchronized (SimulatedDisk.this) {
        try {
          change();
        } catch (IOException e) {
          append(bytes, bytes.remaining() / 2);
          throw e;
        }
        append(bytes, bytes.remaining());
      }
    }

    private void append(ByteBuffer bytes, int count) {
      byte[] copy = new byte[count];
      bytes.get(copy);
      inode.content.writeBytes(copy);
    }

    @Override
    public void force() throws IOException {
      synchronized (SimulatedDisk.this) {
        change();
        inode.forced = inode.content.size();
      }
    }

    @Override
    public void close() {}
  }

  @Override
  public synchronized void blank(Path file) throws IOException {
    change();
    Inode inode = names.get(file);
    if (inode == null) {
      throw new NoSuchFileException(file.toString());
    }
    int length = inode.content.size();
    inode.content.reset();
    inode.content.writeBytes(new byte[length]);
    inode.forced = length;
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    change();
    names.put(to, names.remove(from));
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    change();
    names.remove(file);
  }

  @Override
  public synchronized void forceDirectory(Path directory) throws IOException {
    change();
    forcedNames.keySet().removeIf(file -> file.getParent().equals(directory));
    names.forEach(
        (file, inode) -> {
          if (file.getParent().equals(directory)) {
            forcedNames.put(file, inode);
          }
        });
  }

  @Override
  public synchronized void force(Path file) throws IOException {
    change();
    Inode inode = names.get(file);
    if (inode == null) {
      throw new NoSuchFileException(file.toString());
    }
    inode.forced = inode.content.size();
  }

  @Override
  public synchronized Closeable lock(Path file) throws IOException {
    if (locked) {
      throw new FileDisk.HeldException("pid 1");
    }
    locked = true;
    return () -> locked = false;
  }
}
