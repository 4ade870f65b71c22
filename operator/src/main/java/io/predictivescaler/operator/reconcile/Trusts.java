package io.predictivescaler.operator.reconcile;

import io.predictivescaler.operator.demand.DemandState;
import io.predictivescaler.planning.trust.Evidence;
import io.predictivescaler.planning.trust.Skill;
import java.util.Optional;

/** What is told of an entry's trust in numbers. */
final class Trusts {
    private Trusts() {}

    /** What trust rests on; empty while no forecast could be scored, or there was nothing to be better at. */
    static Optional<Skill> skill(DemandState.Trust trust) {
        return switch (trust) {
            case DemandState.Trust.Unjudged unjudged -> Optional.empty();
            case DemandState.Trust.Judged judged ->
                switch (judged.gate().evidence()) {
                    case Evidence.None none -> Optional.empty();
                    case Evidence.NothingToBeat exact -> Optional.empty();
                    case Evidence.BackTest test -> Optional.of(test.skill());
                };
        };
    }
}
