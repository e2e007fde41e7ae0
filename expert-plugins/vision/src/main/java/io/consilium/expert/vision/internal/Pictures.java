package io.consilium.expert.vision.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Artifact;
import io.consilium.expert.vision.internal.image.BadPicture;
import io.consilium.expert.vision.internal.image.Picture;
import io.consilium.expert.vision.internal.image.PictureDecoder;
import java.io.IOException;

/** Fetches the picture of an assignment. */
final class Pictures {
  static final String INPUT = "image";
  private static final long MOST_BYTES = 100L << 20;

  private Pictures() {}

  /**
   * @throws BadPicture if it cannot be read as a picture; the message is for a person
   */
  static Picture of(Assignment assignment, CallContext context) throws BadPicture {
    Artifact artifact = assignment.input(INPUT);
    byte[] bytes;
    try {
      bytes = context.artifacts().bytes(artifact, MOST_BYTES);
    } catch (IOException e) {
      throw new BadPicture("The picture could not be fetched (" + e.getMessage() + ").");
    }
    return PictureDecoder.decode(bytes);
  }
}
