package io.consilium.framework.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.Exchange;
import io.consilium.framework.bridge.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCallsTest {
  @TempDir private Path work;

  @Test
  void nothingIsAskedOfAProcessThatIsBeingEnded() throws Exception {
    List<byte[]> sent = new ArrayList<>();
    OpenCalls calls = new OpenCalls(Exchange.create(work), Limits.DEFAULT, sent::add);
    calls.end(new BridgeFailure("offer", "offers something else"));

    Pending call = calls.warm("test.expert");

    assertThat(sent).isEmpty();
    assertThat(call.isOver(Duration.ZERO)).isTrue();
    assertThatThrownBy(call::answer).hasMessage("offers something else");
  }
}
