package io.consilium.framework.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.PayloadRead.Slot;
import io.consilium.api.ledger.Custody;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import io.consilium.json.PersonName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void whoHandsATaskInIsItsPrincipal() {
    assertThat(RunRequest.principal(request("ann").put("subject", "Jane")))
        .isEqualTo(new Principal("local", "ann", Optional.of("jane")));
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
  void oneNameInSmallAndLargeLettersIsOneName() {
    assertThat(Names.person(request("ANN  Lee"), "decides"))
        .isEqualTo(Names.person(request("Ann\u00a0Lee"), "decides"))
        .isEqualTo("ann lee");
    String large = PersonName.form("\u0130\u01c4\u212b", "x");
    assertThat(PersonName.form(large, "x")).isEqualTo(large);
  }

  @Test
  void aSubjectIsFoundUnderTheNameThatTasksWereHandedInFor() {
    String handedIn =
        RunRequest.principal(request("ann").put("subject", "Zoe\u0308 ")).subject().orElseThrow();
    RecordingCustody custody = new RecordingCustody();
    new CustodyRequests(custody)
        .answer(request(" Bob").put("op", "forget").put("what", "ZO\u00cb").put("why", "asked"));

    assertThat(custody.forgotten).isEqualTo(handedIn);
    assertThat(custody.asked).isEqualTo(new Custody.Asked("local", "bob", "asked"));
    assertThatThrownBy(() -> RunRequest.principal(request("ann").put("subject", "J\u200bane")))
        .hasMessageContaining("The name of whom the data is about");
  }

  @Test
  void whoAsksNothingByNameIsNotHeardByTheLedger() {
    ObjectNode request = request(" ").put("op", "rotate-key").put("why", "each year");
    assertThatThrownBy(() -> new CustodyRequests(new RecordingCustody()).answer(request))
        .hasMessage("Who asks is not said. Maybe add --as NAME.");
  }

  @Test
  void aNameThatIsNoneIsRefusedInWords() {
    refuses(" ", "Who decides is not said. Maybe add --as NAME.");
    refuses("a".repeat(101), "(101 characters)");
    refuses("an\u001bn", "U+001B");
    refuses("Local", "one that records give (local)");
    refuses("person-" + "0a".repeat(16), "one that records give (person-0a0a");
    refuses("an\u200bn", "U+200B");
    refuses("\u202eann", "U+202E");
    for (int unseen : new int[] {0xfe0f, 0xe0100, 0x34f, 0x115f, 0x2800, 0x17b4, 0x180b, 0xe007f}) {
      refuses("an" + Character.toString(unseen) + "n", String.format("U+%04X", unseen));
    }
    refuses("an\u3164n", "U+1160");
    assertThat(Names.person(request("a".repeat(100)), "decides")).hasSize(100);
  }

  private static void refuses(String name, String words) {
    assertThatThrownBy(() -> Names.person(request(name), "decides"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  private static final class RecordingCustody implements Custody {
    private String forgotten;
    private Asked asked;

    @Override
    public Forgotten forget(String taskOrSubject, Asked by) {
      forgotten = taskOrSubject;
      asked = by;
      Body body = new Body.Erased(taskOrSubject, "asked", Principal.LOCAL);
      return new Forgotten(taskOrSubject, record(body), 0);
    }

    @Override
    public List<DecisionRecord> reading(List<Slot> slots, Asked by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DecisionRecord rotateKey(Asked by) {
      throw new UnsupportedOperationException();
    }

    private static DecisionRecord record(Body body) {
      return new DecisionRecord(
          1, 7, "id", "time", 0, "", "", "", "", Position.HOST, List.of(), body, Map.of());
    }
  }

  private static ObjectNode request(String name) {
    return JsonNodeFactory.instance.objectNode().put("name", name);
  }
}
