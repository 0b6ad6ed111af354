// Closures, so that a failed assertion does not print the whole log.
def log = new File(basedir, 'build.log').text
def said = { String words -> log.contains(words) }
def holds = { String jar -> new java.util.zip.ZipFile(new File(basedir, 'service/target/' + jar)).withCloseable { zip ->
    zip.entries().collect { it.name } } }
assert said('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
assert said('Nothing to compile: 1 model source up to date')
assert said("There is no 'scores.onnx' in dev.forja.it:models:1; it holds [nets/scores.onnx]")
assert holds('service-1-weights.jar') == ['example/Scores.safetensors']
assert holds('service-1.jar').contains('example/Scores.class')
assert !holds('service-1.jar').contains('example/Scores.safetensors')
true
