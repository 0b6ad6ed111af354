// Closures, so that a failed assertion does not print the whole log.
def log = new File(basedir, 'build.log').text
def said = { String words -> log.contains(words) }
assert said('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
assert said('Nothing to compile: 1 model source up to date')
assert new File(basedir, 'target/classes/example/Line.safetensors').isFile()
true
