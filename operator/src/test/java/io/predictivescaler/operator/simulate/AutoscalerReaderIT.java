package io.predictivescaler.operator.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.predictivescaler.operator.scale.TargetKey;
import io.predictivescaler.operator.scale.TargetKind;
import io.predictivescaler.planning.Baseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Autoscalers in files. */
class AutoscalerReaderIT {
    private static final TargetKey CHECKOUT = TargetKey.of(TargetKind.HorizontalPodAutoscaler, "shop", "checkout");

    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("hpa.yaml"), text);
    }

    private static String hpa(String metadata) {
        return """
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {%s}
                spec:
                  minReplicas: 3
                  maxReplicas: 30
                  metrics:
                  - type: Resource
                    resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}
                """.formatted(metadata);
    }

    private static Autoscaler read(AutoscalerInput input) {
        assertThat(input).isInstanceOf(AutoscalerInput.Read.class);
        return ((AutoscalerInput.Read) input).autoscaler();
    }

    private static String refusal(AutoscalerInput input) {
        assertThat(input).isInstanceOf(AutoscalerInput.Refused.class);
        return ((AutoscalerInput.Refused) input).message();
    }

    @Nested
    class AGoodFile {
        @Test
        void mayHoldOtherObjectsToo() throws IOException {
            Path file = file("apiVersion: v1\nkind: Service\nmetadata: {name: checkout}\n---\n"
                    + hpa("name: other, namespace: shop") + "---\n" + hpa("name: checkout, namespace: shop") + "---\n");
            Autoscaler autoscaler = read(AutoscalerReader.read(file, CHECKOUT));
            assertThat(autoscaler.key()).isEqualTo(CHECKOUT);
            assertThat(autoscaler.baseline()).isEqualTo(Baseline.of(3, 30));
        }

        @Test
        void mayLeaveTheNamespaceOut() throws IOException {
            Path file = file(hpa("name: checkout"));
            assertThat(read(AutoscalerReader.read(file, CHECKOUT)).key()).isEqualTo(CHECKOUT);
            assertThat(read(AutoscalerReader.read(file)).key().namespace()).isEqualTo("default");
        }

        @Test
        void mayBeAListAsKubectlPrintsIt() throws IOException {
            Path file = file("apiVersion: v1\nkind: List\nitems:\n- "
                    + hpa("name: checkout").indent(2).strip() + "\n");
            assertThat(read(AutoscalerReader.read(file, CHECKOUT)).baseline()).isEqualTo(Baseline.of(3, 30));
        }

        @Test
        void mayBeOfTheFirstVersion() throws IOException {
            Path file = file("""
                    apiVersion: autoscaling/v1
                    kind: HorizontalPodAutoscaler
                    metadata: {name: checkout}
                    spec: {minReplicas: 2, maxReplicas: 20, targetCPUUtilizationPercentage: 50}
                    """);
            Autoscaler autoscaler = read(AutoscalerReader.read(file));
            assertThat(autoscaler.settings().targetUtilizationPercent()).isEqualTo(50);
            assertThat(autoscaler.baseline()).isEqualTo(Baseline.of(2, 20));
        }
    }

    @Nested
    class ABadFile {
        @Test
        void isRefusedWhenItHoldsAnotherAutoscalerThanTheTarget() throws IOException {
            Path file = file(hpa("name: cart, namespace: shop") + "---\n" + hpa("name: checkout, namespace: test"));
            assertThat(refusal(AutoscalerReader.read(file, CHECKOUT)))
                    .isEqualTo(
                            "--hpa: spec.targetRef of the PredictiveScaler names HorizontalPodAutoscaler 'checkout' in"
                                    + " namespace shop, and " + file
                                    + " holds HorizontalPodAutoscaler 'cart' in namespace shop,"
                                    + " HorizontalPodAutoscaler 'checkout' in namespace test; give the file of the target, or"
                                    + " correct targetRef.");
        }

        @Test
        void isRefusedWhenItHoldsSeveralToChooseFrom() throws IOException {
            Path file = file(hpa("name: cart") + "---\n" + hpa("name: checkout"));
            assertThat(refusal(AutoscalerReader.read(file)))
                    .isEqualTo("--hpa: " + file + " holds HorizontalPodAutoscaler 'cart', HorizontalPodAutoscaler"
                            + " 'checkout'; give a file with one autoscaler.");
        }

        @Test
        void isRefusedWhenItHoldsNone() throws IOException {
            Path file = file("apiVersion: v1\nkind: Service\nmetadata: {name: checkout}\n");
            assertThat(refusal(AutoscalerReader.read(file, CHECKOUT)))
                    .isEqualTo("--hpa: " + file + " holds no HorizontalPodAutoscaler but Service 'checkout'; give the"
                            + " file of the autoscaler, or leave --hpa out to have one on CPU at 70 % assumed.");
        }

        @Test
        void isRefusedWhenAVersionIsNotKnown() throws IOException {
            Path file = file(hpa("name: checkout").replace("autoscaling/v2", "autoscaling/v2beta2"));
            assertThat(refusal(AutoscalerReader.read(file)))
                    .isEqualTo(file + ": apiVersion is \"autoscaling/v2beta2\": not one that can be read; write"
                            + " autoscaling/v2.");
        }

        @Test
        void isRefusedWhenANumberIsNone() throws IOException {
            Path file = file(hpa("name: checkout").replace("30", "many").replace("60", "sixty"));
            assertThat(refusal(AutoscalerReader.read(file)))
                    .isEqualTo(file + ": spec.metrics[0].resource.target.averageUtilization is \"sixty\": not a"
                            + " utilization; write percent of the CPU request, from 1 to 10000; spec.maxReplicas is"
                            + " \"many\": not a number of replicas; write one from 1 to 10000, the most that are"
                            + " simulated.");
        }

        @Test
        void isRefusedByLineWhenItIsNoYaml() throws IOException {
            Path file = file("kind: HorizontalPodAutoscaler\nkind: Service\n");
            assertThat(refusal(AutoscalerReader.read(file)))
                    .isEqualTo("--hpa: " + file + ", line 2: found duplicate key kind; give YAML, each key of an object"
                            + " once.");
        }

        @Test
        void isRefusedWhenItIsText() throws IOException {
            Path file = file("to be written\n");
            assertThat(refusal(AutoscalerReader.read(file)))
                    .isEqualTo(
                            "--hpa: " + file + " holds no object of Kubernetes but a text; give YAML with apiVersion,"
                                    + " kind, metadata and spec.");
        }

        @Test
        void isRefusedWhenItIsNotThere() {
            Path absent = directory.resolve("absent.yaml");
            assertThat(refusal(AutoscalerReader.read(absent)))
                    .isEqualTo("--hpa: There is no file " + absent + "; give the path of a YAML file.");
        }
    }
}
