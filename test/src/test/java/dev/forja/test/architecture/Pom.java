package dev.forja.test.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What a module says of itself.
 *
 * @param artifact its name
 * @param modules folders of the modules in it
 * @param dependencies what it depends on, management and plugins left aside
 */
record Pom(String artifact, List<String> modules, List<Dependency> dependencies) {
    record Dependency(String group, String artifact, String scope) {
        boolean isOurs() {
            return group.equals("dev.forja");
        }

        /** Is it there only while the module is built and tested? */
        boolean isForTests() {
            return scope.equals("test");
        }
    }

    static Pom read(Path file) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var project = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
            return new Pom(
                    text(project, "artifactId"),
                    children(project, "modules").stream()
                            .flatMap(list -> children(list, "module").stream())
                            .map(Element::getTextContent)
                            .toList(),
                    children(project, "dependencies").stream()
                            .flatMap(list -> children(list, "dependency").stream())
                            .map(Pom::dependency)
                            .toList());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(file.toString(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dependency dependency(Element element) {
        var scope = text(element, "scope");
        return new Dependency(
                text(element, "groupId"),
                text(element, "artifactId"),
                scope.isEmpty() ? "compile" : scope);
    }

    private static String text(Element parent, String name) {
        var found = children(parent, name);
        return found.isEmpty() ? "" : found.getFirst().getTextContent().strip();
    }

    private static List<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
