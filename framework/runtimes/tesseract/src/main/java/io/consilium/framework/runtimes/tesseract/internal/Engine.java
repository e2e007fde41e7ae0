package io.consilium.framework.runtimes.tesseract.internal;

import io.consilium.framework.runtimes.tesseract.GrayPicture;
import io.consilium.framework.runtimes.tesseract.OcrBlock;
import io.consilium.framework.runtimes.tesseract.OcrRequest;
import io.consilium.framework.runtimes.tesseract.OcrUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tesseract.ETEXT_DESC;
import org.bytedeco.tesseract.TessBaseAPI;

/** One native recogniser. Not thread-safe. */
final class Engine implements AutoCloseable {
  private static final int LSTM_ONLY = 1;

  private final TessBaseAPI api;

  private Engine(TessBaseAPI api) {
    this.api = api;
  }

  /**
   * @throws OcrUnavailable if libraries or model do not load
   */
  static Engine load() {
    String data = Natives.load().toString();
    TessBaseAPI api = new TessBaseAPI();
    if (api.Init(data, "eng", LSTM_ONLY) != 0) {
      api.close();
      throw new OcrUnavailable(
          "Text recognition cannot load its English model ("
              + data
              + "/eng.traineddata). Maybe the disk is full or the file was changed: delete it.",
          null);
    }
    // What it would print to the process's standard error is for its developers.
    api.SetVariable("debug_file", "/dev/null");
    return new Engine(api);
  }

  List<OcrBlock> read(GrayPicture picture, OcrRequest request) {
    api.SetVariable("tessedit_char_whitelist", request.alphabet());
    api.SetPageSegMode(request.mode().number());
    try (BytePointer pixels = new BytePointer(picture.pixels());
        ETEXT_DESC monitor = new ETEXT_DESC()) {
      api.SetImage(pixels, picture.width(), picture.height(), 1, picture.width());
      api.SetSourceResolution(request.dpi());
      monitor.set_deadline_msecs((int) Math.min(Integer.MAX_VALUE, request.limit().toMillis()));
      if (api.Recognize(monitor) != 0) {
        return List.of();
      }
      return Tsv.read(text());
    } finally {
      api.Clear();
    }
  }

  private String text() {
    try (BytePointer tsv = api.GetTSVText(0)) {
      return tsv == null ? "" : tsv.getString(StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    api.End();
    api.close();
  }
}
