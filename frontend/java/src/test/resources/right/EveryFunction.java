package example;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;
import java.util.ArrayList;
import java.util.List;

/** Calls every function and every method of the language at least once. */
@Model
class EveryFunction {
    @Parameter Tensor a = zeros(4, 6);
    @Parameter Tensor b = ones(6);
    @Parameter Tensor c = constant(0.5, 6);
    @Parameter Tensor d = truncatedNormal(0.1, 6);
    @Parameter Tensor e = normal(0.1f, 6);
    @Parameter Tensor f = uniform(-1, 1, 6);
    @Parameter Tensor g = glorot(3, 3, 6, 8);
    @Parameter Tensor h = he(6, 8);
    @Parameter(trainable = false) Tensor scale = constant(2);

    @Entry
    Tensor elementwise(@Shape("n, 6") Tensor x) {
        Tensor y = abs(x).plus(sign(x)).minus(sqrt(x)).times(rsqrt(x)).dividedBy(square(x));
        y = y.plus(reciprocal(x)).plus(exp(x)).plus(expm1(x)).plus(log(x)).plus(log1p(x));
        y = y.plus(sin(x)).plus(cos(x)).plus(tanh(x)).plus(sigmoid(x)).plus(erf(x));
        y = y.plus(floor(x)).plus(ceil(x)).plus(round(x)).plus(pow(x, 2)).plus(pow(x, y));
        y = y.plus(x.pow(y)).plus(x.pow(0.5)).remainder(7).remainder(x).negate();
        y = maximum(minimum(y, x), 0).plus(minimum(maximum(y, x), 0)).plus(clip(x, -1, 1));
        y = y.plus(linear(x)).plus(relu(x)).plus(leakyRelu(x)).plus(leakyRelu(x, 0.1));
        y = y.plus(elu(x)).plus(elu(x, 2)).plus(softplus(x)).plus(gelu(x)).plus(gelu(x, true));
        return y.plus(1).minus(1).times(b).dividedBy(2).times(c).plus(d).plus(e).plus(f).times(scale);
    }

    @Entry
    Tensor comparisons(@Shape("n, 6") Tensor x, @Shape("6") Tensor y) {
        BoolTensor p = x.equalTo(y).or(x.notEqualTo(y)).and(x.lessThan(y).not());
        BoolTensor q = x.lessOrEqual(y).xor(x.greaterThan(0)).and(x.greaterOrEqual(0.5));
        Tensor z = where(p, x, y).plus(where(q, x, 0)).plus(where(q, 1, x));
        return z.plus(cast(p.reshape(-1, 6).transpose().transpose(1, 0), Tensor.class));
    }

    @Entry
    IntTensor integers(@Shape("n, 6") IntTensor x, @Shape("n, 6") LongTensor y) {
        IntTensor z = x.plus(1).minus(x).times(2).dividedBy(3).remainder(5).negate();
        z = z.bitAnd(7).bitOr(x).bitXor(1).shiftLeft(2).shiftRight(1).unsignedShiftRight(1);
        LongTensor w = abs(y.plus(1).bitAnd(255).reshape(-1, 6).transpose(0, 1));
        w = where(y.greaterThan(0), w, y);
        z = where(x.equalTo(0), z, abs(x));
        z = maximum(minimum(z.times(z), 100), x);
        return z.plus(cast(w, IntTensor.class)).reshape(-1, 3, 2).reshape(z.dim(0), 6).transpose(0, 1);
    }

    @Entry
    Tensor reductions(@Shape("n, 6") Tensor x) {
        Tensor y = sum(x).plus(reduceSum(x, 0, 1)).plus(mean(x)).plus(reduceMean(x, 1, 0));
        y = y.plus(max(x)).plus(reduceMax(x)).plus(min(x)).plus(reduceMin(x)).plus(prod(x));
        y = y.plus(reduceProd(x)).plus(sum(sum(x, 1))).plus(sum(max(x, true, -1)));
        IntTensor i = argMax(x, 1).plus(argMin(x, -1));
        return y.plus(sum(cast(i, Tensor.class)));
    }

    @Entry
    Tensor shapes(@Shape("n, 6") Tensor x, @Shape("n") IntTensor i, @Shape("k") LongTensor j) {
        Tensor y = reshape(x, -1, 2, 3);
        y = transpose(y).plus(transpose(y, 2, 1, 0));
        y = squeeze(expandDims(flatten(transpose(y), 1), 0), 0);
        y = y.plus(broadcastTo(b, x.dim(0), 6));
        y = concat(1, slice(y, 1, 0, 3), slice(y, -1, 0, 6, 2));
        y = y.plus(slice(x, new int[] {0, 0}, new int[] {x.dim(0), 6}));
        y = pad(y, new int[] {0, 1}, new int[] {0, 1});
        y = slice(pad(y, new int[] {0, 0}, new int[] {0, 2}, 1.5), 1, 0, y.dim(-1));
        y = slice(y, 1, 1, 1 + x.dim(1)).plus(gather(a, i)).plus(oneHot(i, 6));
        Tensor z = gather(gather(a, j), range(x.rank()), 1);
        return y.plus(sum(z)).plus(sum(oneHot(j, 3))).plus(flatten(x)).plus(gather(x, j, 1).dim(1));
    }

    @Entry
    Tensor loops(@Shape("n, t, 6") Tensor x) {
        Tensor h = zeros(x.dim(0), 6);
        List<Tensor> forth = new ArrayList<>();
        for (Tensor step : steps(x, 1)) {
            Tensor sum = h.plus(step.times(e));
            for (Tensor row : steps(step)) {
                sum = sum.plus(row);
            }
            h = tanh(sum);
            forth.add(h);
        }
        Tensor last = h;
        List<Tensor> back = new ArrayList<>();
        for (Tensor step : stepsReversed(x, -2)) {
            h = h.plus(step);
            back.add(h);
        }
        for (Tensor step : stepsReversed(stack(back))) {
            h = h.plus(step);
        }
        return stack(forth).plus(stack(back)).plus(stack(h, last).dim(0));
    }

    @Entry
    Tensor windows(@Shape("n, 9, 4") Tensor x, @Shape("n, 8, 9, 4") Tensor y, @Shape("n, 3, 4, 5, 2") Tensor z) {
        Tensor k = constant(0.1, 3, 4, 4);
        Tensor r = sum(conv1d(x, k)).plus(sum(conv1d(x, k, 2, "same")));
        r = r.plus(sum(conv1d(x, k, new int[] {1}, "same", new int[] {2}, 1, "NHWC")));
        r = r.plus(sum(conv1dTranspose(x, k, 2, "same"))).plus(sum(maxPool1d(x, 2)));
        r = r.plus(sum(avgPool1d(x, 3, 2, "same")));
        Tensor k2 = constant(0.1, 3, 3, 4, 5);
        r = r.plus(sum(conv2d(y, k2))).plus(sum(conv2d(y, k2, 2, "valid")));
        int[] two = {2, 1};
        r = r.plus(sum(conv2d(y, constant(1, 4, 4, 3, 2), two, new int[] {0, 1, 1, 1}, two, 2, "NCHW")));
        r = r.plus(sum(conv2dTranspose(y, constant(1, 2, 2, 3, 4), 2, "valid")));
        int[] none = {0, 0, 0, 0};
        r = r.plus(sum(conv2dTranspose(y, constant(1, 3, 2, 1, 4), two, none, new int[] {1, 0}, two, 1, "NHWC")));
        r = r.plus(sum(depthwiseConv2d(y, constant(1, 3, 3, 4, 2), 1, "same")));
        r = r.plus(sum(maxPool2d(y, 2))).plus(sum(maxPool2d(y, 3, 2, "same")));
        r = r.plus(sum(avgPool2d(y, two, two, none, "NCHW"))).plus(sum(avgPool2d(y, 2)));
        r = r.plus(sum(globalAveragePool(y).plus(globalMaxPool(y))));
        Tensor k3 = constant(1, 2, 2, 2, 2, 3);
        r = r.plus(sum(conv3d(z, k3))).plus(sum(conv3dTranspose(z, constant(1, 1, 2, 2, 3, 2), 1, "valid")));
        return r.plus(sum(maxPool3d(z, 2))).plus(sum(avgPool3d(z, 2, 1, "same")));
    }

    @Entry
    Tensor learning(@Shape("n, 6") Tensor x, @Shape("n") IntTensor i, @Shape("n") LongTensor j) {
        Tensor one = ones(6);
        Tensor y = layerNorm(x, one, b).plus(layerNorm(x, one, b, 1, 1e-3));
        y = y.plus(rmsNorm(x, one)).plus(rmsNorm(x, one, -1, 1e-3)).plus(groupNorm(x, one, b, 2));
        y = y.plus(batchNorm(x, one, b, c, one)).plus(batchNorm(x, one, b, c, one, -1, 1e-5, 0.9));
        Tensor z = reshape(x, -1, 3, 2);
        y = y.plus(reshape(instanceNorm(z, ones(2), zeros(2)), -1, 6));
        Tensor t = scaledDotProductAttention(z, z, z).plus(scaledDotProductAttention(z, z, z, true));
        t = t.plus(scaledDotProductAttention(z, z, z, zeros(3, 3)));
        t = t.plus(scaledDotProductAttention(z, z, z, zeros(3, 3).lessThan(1)));
        Tensor s = meanAbsoluteError(x, y).plus(huber(x, y)).plus(huber(x, y, 0.5)).plus(hinge(x, y));
        s = s.plus(binaryCrossEntropy(x, y)).plus(klDivergence(x, softmax(y))).plus(sum(t));
        s = s.plus(mean(negativeLogLikelihood(x, i).plus(negativeLogLikelihood(x, j))));
        y = cumSum(y, 1).plus(sort(x, 1)).plus(sort(x, 0, true));
        IntTensor order = argSort(x, 1).plus(argSort(i, 0, true).dim(0)).plus(sort(i, 0).dim(0));
        s = s.plus(sum(topK(y, 2))).plus(sum(cast(topKIndices(y, 2), Tensor.class)));
        return s.plus(sum(y)).plus(sum(cast(order, Tensor.class)));
    }

    @Loss(optimizer = "adamw", beta1 = 0.8, weightDecay = 1e-2)
    Tensor loss(@Shape("n, 6") Tensor x, @Shape("n") IntTensor label, @Shape("n") LongTensor other) {
        Tensor logits = matmul(dropout(x, 0.5), h);
        Tensor p = softmax(logits).plus(softmax(logits, 0)).plus(exp(logSoftmax(logits)));
        Tensor q = mean(softmaxCrossEntropy(logits, label).plus(softmaxCrossEntropy(logits, other)));
        q = q.plus(mean(softmaxCrossEntropy(logits, p))).plus(meanSquaredError(p, logits));
        return q.plus(l2Penalty(h).times(1e-4)).plus(sum(logSoftmax(logits, -1)).times(l2Penalty(g)));
    }
}
