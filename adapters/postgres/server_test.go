package postgres_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/postgres"
)

// system is the server of these tests: the machine's own PostgreSQL, one for
// the whole run, started when it is first needed. A test that cannot have it
// fails.
var system cluster

func TestMain(m *testing.M) {
	if url := os.Getenv(crashURL); url != "" {
		fmt.Fprintln(os.Stderr, commitUntilKilled(url))
		os.Exit(1)
	}
	code := m.Run()
	if err := system.stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// cluster is a server with a folder of its own, reached by a socket in it.
type cluster struct {
	settings []string // besides those of every test

	once   sync.Once
	err    error
	dir    string
	bin    string
	server *exec.Cmd
	exited chan error
	log    bytes.Buffer
	clones atomic.Int64
}

// database is the url of one of the server's databases.
func (c *cluster) database(name string) string {
	return fmt.Sprintf("postgres://postgres@/%s?host=%s", name, c.dir)
}

const template = "ledger_template"

// clone makes a fresh database, with the ledger's tables, for one test. It is
// there until the server is: to drop one takes a checkpoint, longer than most
// tests.
func (c *cluster) clone(t testing.TB) (url string) { return c.empty(t, "TEMPLATE "+template) }

// empty makes a database as it is told to: by default one without any table.
func (c *cluster) empty(t testing.TB, how string) (url string) {
	t.Helper()
	url, err := c.create(how)
	require.NoError(t, err, "these tests need PostgreSQL: apt-get install postgresql")
	return url
}

// create starts the server, the first time, and makes a database on it.
func (c *cluster) create(how string) (url string, err error) {
	c.once.Do(func() { c.err = c.start() })
	if c.err != nil {
		return "", c.err
	}
	name := fmt.Sprint("test_", c.clones.Add(1))
	return c.database(name), c.execute("CREATE DATABASE " + name + " " + how)
}

func (c *cluster) execute(statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, c.database("postgres"))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	return errors.Join(err, conn.Close(ctx))
}

// binaries finds the folder with initdb and postgres: the newest there is.
func binaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if _, err := exec.LookPath("postgres"); err == nil {
			return filepath.Dir(path), nil
		}
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.Join(errors.New("neither in PATH nor in /usr/lib/postgresql/*/bin is there an initdb"), err)
	}
	version := func(path string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path)))) // not a number: the oldest
		return n
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })
	return filepath.Dir(newest), nil
}

// unprivileged is whom the server runs as: it refuses to be root's.
func unprivileged(dir string) (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.Atoi(nobody.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(nobody.Gid)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(dir, uid, gid)
}

// start makes the folder and starts the server in it.
func (c *cluster) start() (err error) {
	if c.bin, err = binaries(); err != nil {
		return err
	}
	if c.dir, err = os.MkdirTemp("", "jinlin-pg-"); err != nil {
		return err
	}
	as, err := unprivileged(c.dir)
	if err != nil {
		return err
	}
	initialise := exec.Command(filepath.Join(c.bin, "initdb"), "-D", c.dir+"/data", "-U", "postgres", "-A", "trust",
		"-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
	initialise.Dir = c.dir
	initialise.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	if out, err := initialise.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	if err := c.serve(); err != nil {
		return err
	}
	return c.prepare()
}

// serve starts the server and waits until it answers.
func (c *cluster) serve() error {
	as, err := unprivileged(c.dir)
	if err != nil {
		return err
	}
	args := []string{"-D", c.dir + "/data", "-k", c.dir, "-c", "listen_addresses=", "-c", "max_connections=100",
		"-c", "checkpoint_timeout=1h", "-c", "max_wal_size=4GB"}
	for _, s := range c.settings {
		args = append(args, "-c", s)
	}
	c.server = exec.Command(filepath.Join(c.bin, "postgres"), args...)
	c.server.Dir, c.server.Stdout, c.server.Stderr = c.dir, &c.log, &c.log
	c.server.SysProcAttr = &syscall.SysProcAttr{Credential: as, Setpgid: true, Pdeathsig: syscall.SIGQUIT}
	c.exited = make(chan error, 1)
	started := make(chan error)
	go func() {
		runtime.LockOSThread() // the server is told when the thread that started it dies
		err := c.server.Start()
		started <- err
		if err == nil {
			c.exited <- c.server.Wait()
		}
	}()
	if err := <-started; err != nil {
		return err
	}
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		conn, err := pgx.Connect(context.Background(), c.database("postgres"))
		if err == nil {
			return conn.Close(context.Background())
		}
		select {
		case err := <-c.exited:
			return fmt.Errorf("postgres: %w\n%s", err, c.log.String())
		default:
		}
	}
	return fmt.Errorf("postgres does not answer: %s", c.log.String())
}

// prepare makes the database that the others are copies of.
func (c *cluster) prepare() error {
	if err := c.execute("CREATE DATABASE " + template); err != nil {
		return err
	}
	l, err := postgres.Open(context.Background(), c.database(template), postgres.Undurable())
	if err != nil {
		return err
	}
	return l.Close()
}

// kill ends the server at once, as a crash would: no checkpoint, nothing
// flushed that was not.
func (c *cluster) kill() error {
	if err := c.server.Process.Signal(syscall.SIGQUIT); err != nil {
		return err
	}
	<-c.exited // says that it was killed
	return nil
}

func (c *cluster) stop() error {
	if c.server == nil || c.server.Process == nil {
		return nil
	}
	if err := c.kill(); err != nil {
		return err
	}
	return os.RemoveAll(c.dir)
}
