package dev.forja.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementTypeTest {
    @ParameterizedTest
    @EnumSource
    void textAndCarriersAgree(ElementType type) {
        assertThat(ElementType.parse(type.text())).isEqualTo(type);
        var carrier = type.newCarrier(3);
        assertThat(type.isCarrier(carrier)).isTrue();
        assertThat(carrier.getClass()).isEqualTo(type.carrierClass());
        assertThat(type.length(carrier)).isEqualTo(3);
        assertThat(ElementType.ofCarrier(carrier)).isEqualTo(type);
    }

    @Test
    void strangersAreRefused() {
        assertThatThrownBy(() -> ElementType.parse("F32")).hasMessageContaining("'F32'");
        assertThatThrownBy(() -> ElementType.ofCarrier(new byte[1])).hasMessageContaining("byte[]");
        assertThatThrownBy(() -> ElementType.ofCarrier(null)).hasMessageContaining("null");
    }
}
