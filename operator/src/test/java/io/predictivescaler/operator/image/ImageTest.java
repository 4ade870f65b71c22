package io.predictivescaler.operator.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.predictivescaler.operator.testkit.EmulatedApiServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The pom's image, read as text: what the chart takes for granted of it. */
class ImageTest {
    private static final Path ROOT = Path.of(System.getProperty("root.directory"));
    private static final String JIB = "//profile[id='image']//plugin[artifactId='jib-maven-plugin']/configuration";
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    private static Document pom;
    private static JsonNode values;

    @BeforeAll
    static void read() throws Exception {
        pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve("operator/pom.xml").toFile());
        values = EmulatedApiServer.yaml(ROOT.resolve("helm/predictive-scaler/values.yaml"));
    }

    @Test
    void itsUserIsTheOneThatTheChartDemands() throws XPathExpressionException {
        JsonNode context = values.path("podSecurityContext");

        assertThat(text(JIB + "/container/user"))
                .isEqualTo(context.path("runAsUser").asText() + ":"
                        + context.path("runAsGroup").asText());
    }

    @Test
    void theChartsArgumentsReachTheProgramWithoutAShell() throws XPathExpressionException {
        assertThat(texts(JIB + "/container/entrypoint/arg"))
                .startsWith("/opt/java/bin/java")
                .endsWith("-jar", "/app/predictive-scaler.jar");
        assertThat(texts(JIB + "/container/args")).isEmpty();
    }

    @Test
    void itStartsWhereItsArchiveIsValid() throws XPathExpressionException {
        assertThat(text(JIB + "/container/workingDirectory")).isEqualTo("/app");
        assertThat(texts(JIB + "/container/entrypoint/arg"))
                .contains("-XX:SharedArchiveFile=/app/predictive-scaler.jsa");
    }

    @Test
    void itDeclaresThePortOfTheChartsService() throws XPathExpressionException {
        assertThat(text(JIB + "/container/ports/port"))
                .isEqualTo(values.at("/service/port").asText());
    }

    @Test
    void itsNameIsTheChartsRepository() throws XPathExpressionException {
        assertThat(text("//profile[id='image']/properties/image.name"))
                .startsWith(values.at("/image/repository").asText() + ":");
    }

    @Test
    void itIsMadeOnlyOnRequest() throws XPathExpressionException {
        assertThat(texts("//profile[id='image']/activation")).isEmpty();
        assertThat(texts("/project/build/plugins/plugin/artifactId")).doesNotContain("jib-maven-plugin");
    }

    private static String text(String path) throws XPathExpressionException {
        List<String> found = texts(path);
        assertThat(found).as(path).hasSize(1);
        return found.getFirst();
    }

    private static List<String> texts(String path) throws XPathExpressionException {
        NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent().strip())
                .toList();
    }
}
