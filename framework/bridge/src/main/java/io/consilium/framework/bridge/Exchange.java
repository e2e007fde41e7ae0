package io.consilium.framework.bridge;

import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A directory in which a host and one process hand contents to each other that are too large for a
 * line: the host's under {@code in}, the guest's under {@code out}. Thread-safe; owned by the host,
 * readable by its user alone, and deleted with the process.
 */
public final class Exchange {
  private static final String IN = "in";
  private static final String OUT = "out";
  private static final String HOME = "home";
  private static final String TEMPORARY = "tmp";

  private final Path directory;
  private final String mine;
  private final String theirs;

  private Exchange(Path directory, String mine, String theirs) {
    this.directory = directory;
    this.mine = mine;
    this.theirs = theirs;
  }

  /** The host's side: a new directory below another one, which is made if need be. */
  public static Exchange create(Path parent) throws IOException {
    Files.createDirectories(parent);
    Path made =
        Files.createTempDirectory(
                parent.toRealPath(),
                "x",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
            .toRealPath();
    for (String name : List.of(IN, OUT, HOME, TEMPORARY)) {
      Files.createDirectory(made.resolve(name));
    }
    return new Exchange(made, IN, OUT);
  }

  /** A guest's side of what {@link Message.Hello} names. */
  public static Exchange join(Path directory) {
    return new Exchange(directory, OUT, IN);
  }

  public Path directory() {
    return directory;
  }

  /** Where a process may think that it is at home. */
  public Path home() {
    return directory.resolve(HOME);
  }

  /** Where a process may put what it needs for a while. */
  public Path temporary() {
    return directory.resolve(TEMPORARY);
  }

  /**
   * Content for the other side.
   *
   * @param name of the file, unique on this side, if one is needed
   * @param inlineBytes up to this size it stands in place
   */
  public Payload give(Artifact artifact, String name, int inlineBytes) throws IOException {
    if (artifact.size() <= inlineBytes) {
      return Payload.inline(artifact);
    }
    Path file = directory.resolve(mine).resolve(name);
    try (InputStream in = artifact.open()) {
      Files.copy(in, file);
    }
    return new Payload(artifact.mediaType(), null, mine + "/" + name, artifact.digest());
  }

  /**
   * Content of the other side, whose file goes on standing there and is read when it is opened.
   *
   * @throws IOException if it cannot be read
   */
  public Artifact open(Payload payload) throws IOException {
    if (payload.file() == null) {
      return new JsonArtifacts().of(payload.media(), payload.content());
    }
    Path file = file(payload.file());
    if (payload.sha256() == null) {
      return new JsonArtifacts().of(payload.media(), file);
    }
    return new Artifact(
        payload.media(), Files.size(file), payload.sha256(), () -> Files.newInputStream(file));
  }

  /**
   * Content of the other side, taken over into memory; its file is deleted.
   *
   * @throws IOException if it cannot be read, is larger than {@code most} bytes, or has another
   *     digest than it says; the message names no path outside of the exchange
   */
  public Artifact take(Payload payload, long most) throws IOException {
    byte[] content = payload.file() == null ? payload.content() : read(payload.file(), most);
    return checked(payload, content, most);
  }

  /** As {@link #take}, of content that stands in place. */
  public static Artifact takeInline(Payload payload, long most) throws IOException {
    return checked(payload, payload.content(), most);
  }

  private static Artifact checked(Payload payload, byte[] content, long most) throws IOException {
    if (content.length > most) {
      throw new IOException("it has " + content.length + " bytes, " + most + " are allowed");
    }
    Artifact artifact = new JsonArtifacts().of(payload.media(), content);
    if (payload.sha256() != null && !payload.sha256().equals(artifact.digest())) {
      throw new IOException("its digest is " + short8(artifact.digest()) + ", not as it says");
    }
    return artifact;
  }

  private static String short8(Digest digest) {
    return digest.hex().substring(0, 8);
  }

  private byte[] read(String name, long most) throws IOException {
    Path file = file(name);
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + 1));
      if (content.length > most) {
        throw new IOException("the file (" + name + ") has more than " + most + " bytes");
      }
      return content;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** A file of the other side: a plain one, with no link on the way. */
  private Path file(String name) throws IOException {
    Path file;
    try {
      file = directory.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new IOException("the file's name (" + name + ") is no name", e);
    }
    Path side = directory.resolve(theirs);
    if (!file.startsWith(side) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          "there is no plain file (" + name + ") under " + theirs + "/ of the exchange directory");
    }
    if (!file.toRealPath().startsWith(side)) {
      throw new IOException("the file (" + name + ") leads out of the exchange directory");
    }
    return file;
  }

  /** Deletes what this side has given; what is gone already is fine. */
  public void forget(Payload payload) {
    forget(payload, mine);
  }

  /** Deletes what the other side has given and nobody takes; whatever it names, nothing else. */
  public void refuse(Payload payload) {
    forget(payload, theirs);
  }

  private void forget(Payload payload, String name) {
    if (payload.file() != null) {
      try {
        Path side = directory.resolve(name);
        Path file = directory.resolve(payload.file()).normalize();
        if (file.startsWith(side) && file.getParent().toRealPath().startsWith(side)) {
          delete(file);
        }
      } catch (IOException | InvalidPathException e) {
        // There is no such file.
      }
    }
  }

  /** Deletes the directory with all that is in it. */
  public void delete() {
    deleteTree(directory);
  }

  /**
   * Deletes a directory with all that is in it, as far as that can be done and though others delete
   * there, too; follows no link.
   */
  public static void deleteTree(Path directory) {
    try {
      Files.walkFileTree(directory, new Deleting());
    } catch (IOException e) {
      // What is left goes with the next start's, which deletes the directory above.
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
      delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException why) {
      delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // As above.
    }
  }
}
