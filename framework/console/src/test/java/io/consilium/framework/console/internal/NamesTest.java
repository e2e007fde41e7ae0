package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.task.Principal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void whoHandsATaskInIsItsPrincipal() {
    assertThat(RunRequest.principal(request("ann").put("subject", "Jane")))
        .isEqualTo(new Principal("local", "ann", Optional.of("Jane")));
    assertThat(RunRequest.principal(JsonNodeFactory.instance.objectNode()))
        .isEqualTo(Principal.LOCAL);
  }

  @Test
  void oneNameWrittenInSeveralWaysIsOneName() {
    assertThat(Names.person(request(" Zo\u00eb "), "decides"))
        .isEqualTo(Names.person(request("Zoe\u0308"), "decides"))
        .isEqualTo(Names.person(request("\uff3ao\u00eb"), "decides"));
  }

  @Test
  void aNameThatIsNoneIsRefusedInWords() {
    refuses(" ", "Who decides is not said. Maybe add --as NAME.");
    refuses("a".repeat(101), "(101 characters)");
    refuses("an\u001bn", "U+001B");
    refuses("an\u200bn", "U+200B");
    refuses("\u202eann", "U+202E");
    assertThat(Names.person(request("a".repeat(100)), "decides")).hasSize(100);
  }

  private static void refuses(String name, String words) {
    assertThatThrownBy(() -> Names.person(request(name), "decides"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  private static ObjectNode request(String name) {
    return JsonNodeFactory.instance.objectNode().put("name", name);
  }
}
