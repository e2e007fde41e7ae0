package ${package};

import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltDecision.Action;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Checked;
import io.consilium.api.task.HaltReason;
import io.consilium.api.verifier.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stops when verified, at a bound, or when no other plan is pending. Begin with decide. */
public final class ${className}Halting implements HaltingPolicy {

  @Override
  public String id() {
    return "${artifactId}";
  }

  @Override
  public HaltDecision decide(HaltingRequest request) {
    Carry carry = request.carry();
    long required = carry.checks().values().stream().filter(Checked::required).count();
    long accepted =
        carry.checks().values().stream()
            .filter(Checked::required)
            .filter(checked -> checked.verdict() instanceof Verdict.Accepted)
            .count();
    boolean something = !carry.outputs().isEmpty();
    boolean verified = something && required > 0 && accepted == required;
    List<Condition> conditions = new ArrayList<>();
    conditions.add(new Condition(HaltReason.VERIFIED, verified, accepted, required));
    conditions.addAll(request.enforced());
    conditions.add(new Condition(HaltReason.CONVERGED, !request.pending(), 0, 0));
    Optional<HaltReason> winner =
        conditions.stream().filter(Condition::held).map(Condition::reason).findFirst();
    Action action = verified ? Action.ANSWER : something ? Action.BEST_EFFORT : Action.REFUSE;
    return new HaltDecision(winner.isPresent() ? action : Action.CONTINUE, winner, conditions);
  }
}
