package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.task.Principal;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What can be searched for in a record.
 *
 * @param cost of a call, or what a root loop had used; NaN if the record has none
 */
record Facts(long sequence, String task, long millis, double cost, Set<Fact> facts) {

  /** The kind of the record that admits a task, and whose facts of a task hold for all of it. */
  static final String ADMISSION = "task-admitted";

  /** What a fact is about; those of a task hold for all of its records. */
  enum About {
    TYPE,
    EXPERT,
    VERSION,
    VERDICT,
    REASON,
    CODE,
    PIPELINE,
    PRINCIPAL,
    OUTCOME,
    RULE;

    boolean ofTask() {
      return this == PIPELINE || this == PRINCIPAL;
    }
  }

  /** One thing that holds of a record. */
  record Fact(About about, String value) {
    Fact {
      String lower = value.toLowerCase(Locale.ROOT);
      value = about == About.OUTCOME ? lower.replace('_', '-').replace(' ', '-') : lower;
    }
  }

  static Facts of(DecisionRecord record) {
    Set<Fact> facts = new LinkedHashSet<>();
    Body body = record.body();
    facts.add(new Fact(About.TYPE, type(body)));
    for (Code code : record.code()) {
      code(code, facts);
    }
    for (Principal principal : principals(body)) {
      facts.add(new Fact(About.PRINCIPAL, principal.actor()));
      facts.add(new Fact(About.PRINCIPAL, principal.tenant() + "/" + principal.actor()));
      principal.subject().ifPresent(who -> facts.add(new Fact(About.PRINCIPAL, who)));
    }
    double cost = Double.NaN;
    if (body instanceof Body.TaskAdmitted b) {
      facts.add(new Fact(About.PIPELINE, b.pipeline()));
      facts.add(new Fact(About.CODE, b.pipelineDigest()));
    } else if (body instanceof Body.SubgoalRouted b) {
      b.decision().chosen().forEach(c -> facts.add(new Fact(About.EXPERT, c.expert())));
    } else if (body instanceof Body.ExpertCalled b) {
      facts.add(new Fact(About.EXPERT, b.expert()));
    } else if (body instanceof Body.ExpertReturned b) {
      facts.add(new Fact(About.EXPERT, b.expert()));
      facts.add(new Fact(About.OUTCOME, b.outcome().name()));
      cost = b.cost();
    } else if (body instanceof Body.ShadowReturned b) {
      facts.add(new Fact(About.EXPERT, b.expert()));
    } else if (body instanceof Body.ShadowChecked b) {
      facts.add(new Fact(About.EXPERT, b.expert()));
    } else if (body instanceof Body.CheckMade b) {
      facts.add(new Fact(About.VERDICT, b.verdict().name()));
    } else if (body instanceof Body.HaltDecided b) {
      b.reason().ifPresent(reason -> facts.add(new Fact(About.REASON, reason.name())));
      cost = record.position().path().isEmpty() ? b.spend().cost() : Double.NaN;
    } else if (body instanceof Body.AnswerReleased b) {
      facts.add(new Fact(About.REASON, b.reason().name()));
      facts.add(new Fact(About.OUTCOME, b.kind().name()));
    } else if (body instanceof Body.PolicyEvaluated b) {
      facts.add(new Fact(About.OUTCOME, b.outcome().name()));
      b.rules().forEach(matched -> facts.add(new Fact(About.RULE, matched.rule())));
    } else if (body instanceof Body.PluginChanged b) {
      facts.add(new Fact(About.CODE, b.bundle()));
      facts.add(new Fact(About.VERSION, b.version()));
    }
    return new Facts(
        record.sequence(), record.position().task(), millis(record.time()), cost, facts);
  }

  boolean admits() {
    return facts.contains(new Fact(About.TYPE, ADMISSION));
  }

  /** A body's kind, such as {@code expert-called}. */
  static String type(Body body) {
    return type(body.getClass());
  }

  /** All kinds of records that there are. */
  static Stream<String> types() {
    return Arrays.stream(Body.class.getPermittedSubclasses()).map(Facts::type);
  }

  private static String type(Class<?> body) {
    return body.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static void code(Code code, Set<Fact> facts) {
    facts.add(new Fact(About.VERSION, code.version()));
    facts.add(new Fact(About.VERSION, code.bundle() + ":" + code.version()));
    facts.add(new Fact(About.CODE, code.plugin()));
    facts.add(new Fact(About.CODE, code.bundle()));
    facts.add(new Fact(About.CODE, code.digest()));
    code.models().values().forEach(digest -> facts.add(new Fact(About.CODE, digest)));
  }

  /** Whoever a body names, whatever its kind. */
  static List<Principal> principals(Body body) {
    List<Principal> principals = new ArrayList<>();
    for (RecordComponent component : body.getClass().getRecordComponents()) {
      if (component.getType() == Principal.class) {
        try {
          principals.add((Principal) component.getAccessor().invoke(body));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return principals;
  }

  private static long millis(String time) {
    try {
      return Instant.parse(time).toEpochMilli();
    } catch (DateTimeParseException e) {
      return 0;
    }
  }
}
