package io.consilium.governance.auditor.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.governance.ledger.format.SignerKey;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessServerTest {
  @TempDir Path directory;
  private final SampleLog log = SampleLog.of("example.com/log");
  private final HttpClient http = HttpClient.newHttpClient();
  private WitnessFiles files;
  private WitnessServer server;

  @BeforeEach
  void start() throws Exception {
    files = WitnessFiles.open(directory);
    SignerKey key = WitnessKey.open(directory.resolve("key"), files, "witness.example.com/w1");
    Witness witness =
        new Witness(key, List.of(log.vkey()), files, InstantSource.system(), line -> {});
    server =
        WitnessServer.start(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    files.close();
  }

  private HttpResponse<String> send(String method, String path, byte[] body) throws Exception {
    URI uri = URI.create(server.uri().toString().replaceAll("/$", "") + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void cosignsAndShowsWhatItCosigned() throws Exception {
    String hash = WitnessFiles.hash("example.com/log".getBytes(UTF_8));
    assertThat(send("GET", "/" + hash + "/checkpoint", new byte[0]).statusCode()).isEqualTo(404);
    HttpResponse<String> cosigned = send("POST", "/add-checkpoint", log.request(0, 5));
    assertThat(cosigned.statusCode()).isEqualTo(200);
    assertThat(cosigned.body()).startsWith("\u2014 witness.example.com/w1 ").endsWith("\n");
    assertThat(send("GET", "/" + hash + "/checkpoint", new byte[0]).body())
        .isEqualTo(log.note(5) + cosigned.body());
    HttpResponse<String> behind = send("POST", "/add-checkpoint", log.request(3, 6));
    assertThat(behind.statusCode()).isEqualTo(409);
    assertThat(behind.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
    assertThat(behind.body()).isEqualTo("5\n");
  }

  @Test
  void refusesWhatIsNotForIt() throws Exception {
    assertThat(send("GET", "/add-checkpoint", new byte[0]).statusCode()).isEqualTo(405);
    assertThat(send("POST", "/", new byte[0]).statusCode()).isEqualTo(404);
    assertThat(send("GET", "/../keys", new byte[0]).statusCode()).isEqualTo(404);
    assertThat(send("POST", "/add-checkpoint", new byte[65_536]).statusCode()).isEqualTo(400);
  }

  /** The server answers before it has read all, so that a client may find the pipe broken. */
  @Test
  void readsNoMoreThanItMust() throws Exception {
    try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n\r\n"
              .getBytes(UTF_8));
      out.write(new byte[65_537]);
      out.flush();
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readNBytes(12), UTF_8)).isEqualTo("HTTP/1.1 413");
    }
  }
}
