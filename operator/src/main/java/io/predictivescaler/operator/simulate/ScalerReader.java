package io.predictivescaler.operator.simulate;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.predictivescaler.operator.api.PredictiveScaler;
import io.predictivescaler.operator.api.PredictiveScalerSpec;
import io.predictivescaler.operator.spec.AllowedAddresses;
import io.predictivescaler.operator.spec.CapacitySpec;
import io.predictivescaler.operator.spec.DemandSpec;
import io.predictivescaler.operator.spec.Problem;
import io.predictivescaler.operator.spec.ScalerSpec;
import io.predictivescaler.operator.spec.SpecDefaults;
import io.predictivescaler.operator.spec.SpecDefaults.OwnAddress;
import io.predictivescaler.operator.spec.SpecOutcome;
import io.predictivescaler.operator.spec.SpecReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a PredictiveScaler for a simulation from a YAML file, as strictly as the API server would with every warning an error. */
public final class ScalerReader {
    private static final String KIND = "PredictiveScaler";
    private static final String API_VERSION = PredictiveScaler.GROUP + "/" + PredictiveScaler.VERSION;
    private static final KubernetesSerialization OBJECTS = new KubernetesSerialization();

    private ScalerReader() {}

    /** The only PredictiveScaler of a file. */
    public static ScalerInput read(Path file, ScalerInput.Entry entry, ScalerInput.Capacity capacity) {
        try {
            return read(file.toString(), Manifest.in(file), entry, capacity);
        } catch (UnusableManifest e) {
            return ScalerInput.refused("--scaler: " + e.getMessage());
        }
    }

    /** The only PredictiveScaler of a text, which messages call {@code source}. */
    static ScalerInput read(String source, String yaml, ScalerInput.Entry entry, ScalerInput.Capacity capacity) {
        try {
            return read(source, Manifest.in(source, yaml), entry, capacity);
        } catch (UnusableManifest e) {
            return ScalerInput.refused("--scaler: " + e.getMessage());
        }
    }

    private static ScalerInput read(
            String source, List<Manifest> all, ScalerInput.Entry entry, ScalerInput.Capacity capacity) {
        return switch (only(source, all, "--scaler")) {
            case Found.Unusable unusable -> unusable.why();
            case Found.One one -> {
                PredictiveScaler resource = one.resource();
                if (resource.getMetadata().getNamespace() == null) {
                    resource.getMetadata().setNamespace(Manifest.DEFAULT_NAMESPACE);
                }
                yield switch (SpecReader.read(resource, defaults(one.manifest().root()))) {
                    case SpecOutcome.Invalid invalid -> ScalerInput.refused(source, invalid.problems());
                    case SpecOutcome.Valid valid -> new Choice(source, resource, valid).of(entry, capacity);
                };
            }
        };
    }

    /** What is found in a file before what its spec says is judged. */
    sealed interface Found {
        record One(Manifest manifest, PredictiveScaler resource) implements Found {}

        record Unusable(ScalerInput.Refused why) implements Found {}
    }

    /** @param option that names the file */
    static Found only(Path file, String option) {
        try {
            return only(file.toString(), Manifest.in(file), option);
        } catch (UnusableManifest e) {
            return new Found.Unusable(ScalerInput.refused(option + ": " + e.getMessage()));
        }
    }

    private static Found only(String source, List<Manifest> all, String option) {
        List<Manifest> scalers =
                all.stream().filter(manifest -> manifest.kind().equals(KIND)).toList();
        if (scalers.size() != 1) {
            return new Found.Unusable(ScalerInput.refused(option + ": " + source + " holds "
                    + (scalers.isEmpty() ? "no " + KIND + " but " + Manifest.listed(all) : Manifest.listed(scalers))
                    + "; give a file with one " + KIND + "."));
        }
        Manifest manifest = scalers.getFirst();
        Field root = manifest.root();
        checkForm(root);
        if (!root.problems().isEmpty()) {
            return new Found.Unusable(ScalerInput.refused(source, root.problems()));
        }
        try {
            return new Found.One(manifest, OBJECTS.convertValue(manifest.tree(), PredictiveScaler.class));
        } catch (IllegalArgumentException e) {
            return new Found.Unusable(ScalerInput.refused(source, List.of(problem(e))));
        }
    }

    private static void checkForm(Field root) {
        if (!root.at("apiVersion").says(API_VERSION)) {
            root.at("apiVersion").problem("not one that is known here; write " + API_VERSION);
        }
        if (root.at("metadata").at("name").text().isEmpty()) {
            root.at("metadata").at("name").problem("required; name the resource");
        }
        if (root.at("spec").isAbsent()) {
            root.at("spec").problem("required; name at least targetRef and one demand entry");
        }
        KnownFields.check(root.at("spec"), PredictiveScalerSpec.class);
    }

    /** No source is asked here, so that every address is as good as in a cluster that allows it. */
    private static SpecDefaults defaults(Field root) {
        Field spec = root.at("spec");
        List<String> hosts = Stream.concat(
                        Stream.of(spec.at("prometheus")),
                        spec.at("demand").elements().stream()
                                .map(entry -> entry.at("history").at("prometheus")))
                .flatMap(source -> source.at("url").text().stream())
                .flatMap(url -> host(url).stream())
                .distinct()
                .toList();
        return new SpecDefaults(new OwnAddress.None(), new AllowedAddresses(hosts));
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the reader of the spec says what is wrong with it
        }
    }

    /** From what Jackson says about a value of another type than the field's. */
    private static Problem problem(IllegalArgumentException failure) {
        if (!(failure.getCause() instanceof JsonMappingException mapping)) {
            throw failure;
        }
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            path.append(step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
        }
        String field = path.isEmpty() ? "the resource" : path.substring(1);
        if (mapping instanceof InvalidFormatException format
                && format.getTargetType().isEnum()) {
            String values = Arrays.stream(format.getTargetType().getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            return new Problem(field, "\"" + format.getValue() + "\"", "not one of its values; write one of " + values);
        }
        return new Problem(field, "of another type than the API's", "write it as the reference of the API shows");
    }

    /** What is chosen of a valid resource. */
    private record Choice(String source, PredictiveScaler resource, SpecOutcome.Valid valid) {
        ScalerInput of(ScalerInput.Entry wanted, ScalerInput.Capacity capacity) {
            ScalerSpec spec = valid.spec();
            List<String> notes = new ArrayList<>(valid.notes());
            String names = spec.demand().stream().map(DemandSpec::name).collect(Collectors.joining(", "));
            if (spec.demand().isEmpty()) {
                return ScalerInput.refused(
                        source + ": spec.demand is []: a simulation replays demand; add an entry with"
                                + " query and capacityPerReplica.");
            }
            Optional<DemandSpec> entry = switch (wanted) {
                case ScalerInput.Entry.Named named ->
                    spec.demand().stream()
                            .filter(each -> each.name().equals(named.name()))
                            .findFirst();
                case ScalerInput.Entry.Only only ->
                    spec.demand().size() == 1 ? Optional.of(spec.demand().getFirst()) : Optional.empty();
            };
            if (entry.isEmpty()) {
                return ScalerInput.refused(
                        switch (wanted) {
                            case ScalerInput.Entry.Named named ->
                                "--entry " + named.name() + ": " + source + " has no such demand entry; name one of "
                                        + names + ".";
                            case ScalerInput.Entry.Only only ->
                                source + " has the demand entries " + names
                                        + ", and a trace is the demand of one; name it with --entry.";
                        });
            }
            if (spec.demand().size() > 1) {
                notes.add("Of the demand entries " + names + " only "
                        + entry.get().name() + " is simulated.");
            }
            return with(entry.get(), capacity, notes);
        }

        private ScalerInput with(DemandSpec entry, ScalerInput.Capacity capacity, List<String> notes) {
            return switch (capacity) {
                case ScalerInput.Capacity.Stated stated -> {
                    switch (entry.capacity()) {
                        case CapacitySpec.Fixed fixed -> {
                            if (fixed.perReplica() != stated.perReplica()) {
                                notes.add("One replica carries " + Numbers.plain(stated.perReplica())
                                        + " (--capacity), not the " + Numbers.plain(fixed.perReplica())
                                        + " that the spec says.");
                            }
                        }
                        case CapacitySpec.Learned learned -> {
                            notes.add("One replica carries " + Numbers.plain(stated.perReplica())
                                    + " (--capacity); in a cluster that would be learned.");
                        }
                    }
                    yield read(entry, stated.perReplica(), notes);
                }
                case ScalerInput.Capacity.Unstated unstated ->
                    switch (entry.capacity()) {
                        case CapacitySpec.Fixed fixed -> read(entry, fixed.perReplica(), notes);
                        case CapacitySpec.Learned learned ->
                            ScalerInput.refused(source + ": spec.demand["
                                    + valid.spec().demand().indexOf(entry)
                                    + "].capacityPerReplica is learned, and there is no utilization here to learn it"
                                    + " from; say with --capacity what load one replica carries at the autoscaler's"
                                    + " target.");
                    };
            };
        }

        private ScalerInput read(DemandSpec entry, double perReplica, List<String> notes) {
            return new ScalerInput.Read(
                    resource,
                    valid.spec(),
                    new DemandSpec(
                            entry.name(),
                            entry.query(),
                            entry.unit(),
                            new CapacitySpec.Fixed(perReplica),
                            entry.history(),
                            entry.source()),
                    perReplica,
                    notes);
        }
    }
}
