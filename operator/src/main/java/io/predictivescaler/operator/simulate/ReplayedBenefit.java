package io.predictivescaler.operator.simulate;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.predictivescaler.operator.benefit.Benefit;
import io.predictivescaler.operator.benefit.BenefitReplay;
import io.predictivescaler.operator.benefit.BenefitState;
import io.predictivescaler.operator.benefit.PastWindow;
import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.simulation.DemandCurve;
import io.predictivescaler.simulation.Scores;
import io.predictivescaler.simulation.StartUp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works a benefit out as {@code simulate} does, from the demand in memory and the autoscaler as it stands. */
public final class ReplayedBenefit implements BenefitReplay {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayedBenefit.class);

    private final Function<TargetKey, Optional<? extends HasMetadata>> autoscalers;

    /** @param autoscalers reads one as it stands on the API server */
    public ReplayedBenefit(Function<TargetKey, Optional<? extends HasMetadata>> autoscalers) {
        this.autoscalers = autoscalers;
    }

    @Override
    public BenefitState of(PastWindow past) {
        Optional<? extends HasMetadata> found;
        try {
            found = autoscalers.apply(past.target());
        } catch (KubernetesClientException e) {
            LOG.warn("The benefit of {} waits, since {} cannot be read: {}", past.key(), past.target(), e.getMessage());
            return new BenefitState.Waiting();
        }
        return found.map(AutoscalerReader::read)
                .map(input -> switch (input) {
                    case AutoscalerInput.Refused refused -> new BenefitState.None(refused.message());
                    case AutoscalerInput.Read read -> replayed(past, read.autoscaler());
                })
                .orElseGet(BenefitState.Waiting::new);
    }

    private static BenefitState replayed(PastWindow past, Autoscaler autoscaler) {
        if (past.baseline().maxReplicas() > Autoscaler.MOST_REPLICAS) {
            return new BenefitState.None(
                    "the target's own maximum is " + past.baseline().maxReplicas() + " replicas, and at most "
                            + Autoscaler.MOST_REPLICAS + " are simulated");
        }
        Experiment experiment = experiment(past, autoscaler);
        Scores reactive = Simulation.alone(experiment).scores();
        Scores predictive = Simulation.operatorAlone(experiment).scores();
        return new BenefitState.Known(new Benefit(
                past.length(),
                reactive.shortTime(),
                predictive.shortTime(),
                predictive.replicaHours() - reactive.replicaHours()));
    }

    static Experiment experiment(PastWindow past, Autoscaler autoscaler) {
        Map<String, EntryLoad> entries = new LinkedHashMap<>();
        past.spec()
                .demand()
                .forEach(entry -> Optional.ofNullable(past.loads().get(entry.name()))
                        .ifPresent(load -> entries.put(
                                entry.name(), new EntryLoad(DemandCurve.of(load.demand()), load.perReplica()))));
        EntryLoad first = entries.values().iterator().next();
        DemandCurve neediest = entries.size() == 1
                ? first.demand()
                : EntryLoad.neediest(entries.values(), first.perReplica(), past.from(), past.to());
        Duration startUp = past.leadTime().startUp();
        return new Experiment(
                neediest,
                past.from(),
                past.to(),
                past.key(),
                past.spec(),
                first.perReplica(),
                autoscaler.settings(),
                past.baseline(),
                StartUp.fixed(startUp),
                startUp,
                Experiment.USUAL_METRICS_LAG,
                entries);
    }
}
