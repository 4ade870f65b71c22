package io.predictivescaler.operator.simulate;

import io.predictivescaler.operator.api.PredictiveScaler;
import java.nio.file.Path;

/** The PredictiveScaler of a YAML file, its fields known and of their types; what its spec says is not judged. */
public sealed interface ScalerFile {
    /** One, with the namespace that it names, if it names one. */
    record Read(PredictiveScaler resource) implements ScalerFile {}

    /** None, and why: what stands where and the remedy. */
    record Refused(String message) implements ScalerFile {}

    /**
     * The only PredictiveScaler of a file.
     *
     * @param option that names the file, for messages
     */
    static ScalerFile at(Path file, String option) {
        return switch (ScalerReader.only(file, option)) {
            case ScalerReader.Found.One one -> new Read(one.resource());
            case ScalerReader.Found.Unusable unusable ->
                new Refused(unusable.why().message());
        };
    }
}
