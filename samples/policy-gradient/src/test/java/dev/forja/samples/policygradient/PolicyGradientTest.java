package dev.forja.samples.policygradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.samples.support.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyGradientTest {
    @Test
    void theSampleSolvesCartPole(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        double mean = Main.run(new SampleRun("policy-gradient", true, folder), out);
        assertThat(mean).isGreaterThanOrEqualTo(475);
        assertThat(folder.resolve("learning-curve.png")).isNotEmptyFile();
        assertThat(folder.resolve("episode.png")).isNotEmptyFile();
        assertThat(folder.resolve("policy.safetensors")).isNotEmptyFile();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .startsWith("metric policy-gradient.mean_return ");
    }

    @Test
    void itIsNoLuckOfOneSeed() {
        var agent = new Agent(2);
        for (int i = 0; i < 80; i++) {
            agent.learn(16);
        }
        assertThat(Episode.meanLength(agent.evaluate(100, 77))).isGreaterThanOrEqualTo(475);
    }

    @Test
    void aPushIsTheOneOfThePaper() {
        var cart = new CartPole(0, 0, 0.1, 0);
        cart.push(true);
        var state = new float[4];
        cart.copyState(state, 0);
        // θ'' = (g sin θ - cos θ F/m) / (l (4/3 - m_p cos²θ / m)), x'' = F/m - m_p l θ'' cos θ / m.
        double sin = Math.sin(0.1);
        double cos = Math.cos(0.1);
        double turned = (9.8 * sin - cos * 10 / 1.1) / (0.5 * (4 / 3.0 - 0.1 * cos * cos / 1.1));
        double moved = 10 / 1.1 - 0.1 * 0.5 * turned * cos / 1.1;
        assertThat(state[0]).isZero();
        assertThat(state[1]).isEqualTo((float) (0.02 * moved), within(1e-6f));
        assertThat(state[2]).isEqualTo(0.1f, within(1e-6f));
        assertThat(state[3]).isEqualTo((float) (0.02 * turned), within(1e-6f));
    }

    @Test
    void aPoleThatIsPushedOneWayFalls() {
        var episode = Episode.play(new Policy(), 1, new SplittableRandom(3), p -> true).getFirst();
        assertThat(episode.length()).isBetween(5, 20);
        assertThat(episode.actions()).containsOnly(1);
        // Nothing comes after the last push, which is worth 1; the one before 1 + 0.5.
        float[] returns = episode.returns(new Baseline(), 0.5);
        assertThat(returns[returns.length - 1]).isEqualTo(1);
        assertThat(returns[returns.length - 2]).isEqualTo(1.5f);
    }

    @Test
    void advantagesHaveMeanZeroAndDeviationOne() {
        var experience = new Experience(new float[16], new int[4], new float[] {4, 3, 2, 1});
        float[] advantages = experience.advantages(new float[] {1, 1, 1, 1});
        assertThat(advantages[0]).isEqualTo((float) (1.5 / Math.sqrt(1.25)), within(1e-4f));
        assertThat(advantages[0] + advantages[3]).isEqualTo(0, within(1e-6f));
        assertThat(advantages[1] + advantages[2]).isEqualTo(0, within(1e-6f));
    }
}
