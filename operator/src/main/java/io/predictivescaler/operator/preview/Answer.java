package io.predictivescaler.operator.preview;

import io.predictivescaler.operator.ResourceKey;
import io.predictivescaler.operator.reconcile.Glance;
import java.util.List;

/** What a cluster answers. */
public sealed interface Answer {
    /** What the operator would do. */
    record Planned(Glance.Seen seen, List<String> notes) implements Answer {
        public Planned {
            notes = List.copyOf(notes);
        }

        /** What keeps the operator from a plan with all that it should rest on; each a sentence. */
        public List<String> missing() {
            return Remarks.missing(seen);
        }
    }

    /** There is nothing to plan for; what is known of demand all the same. */
    record WithoutTarget(ResourceKey key, Glance.Unresolved seen) implements Answer {
        /** What is missing, and the remedy. */
        public String problem() {
            return seen.message();
        }
    }

    /**
     * Nothing.
     *
     * @param problems each a sentence with its remedy, at least one
     */
    record Refused(List<String> problems) implements Answer {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
