// Closures, so that a failed assertion does not print the whole log.
def log = new File(basedir, 'build.log').text
def said = { String words -> log.contains(words) }
def times = { String words -> log.count(words) }
assert said('Tests run: 2, Failures: 0, Errors: 0, Skipped: 0')
assert new File(basedir, 'model/target/classes/example/Line.class').isFile()
assert new File(basedir, 'service/target/classes/example/Service.class').isFile()
true
