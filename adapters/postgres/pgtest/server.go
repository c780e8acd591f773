package pgtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/jinlin-project/jinlin/adapters/postgres"
)

// A Server is a PostgreSQL that is started when a test first asks for it. The
// zero value is ready. Its methods may be called from many goroutines, except
// those that stop and start it.
type Server struct {
	// Settings are given to it besides those of every test, as "name=value".
	Settings []string
	// OnDisk keeps its folder out of memory: for measuring, and for all that is
	// about flushing.
	OnDisk bool

	once    sync.Once
	err     error
	dir     string
	bin     string
	process *exec.Cmd
	exited  chan struct{} // closed when it has ended, as ended says
	ended   error
	log     bytes.Buffer
	made    atomic.Int64
}

// T is what is asked of a test. A *testing.T is one, and so is a *testing.B: in
// this package testing is not imported, which would put its flags into whatever
// program imports this one.
type T interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Run runs a package's tests, which a *testing.M does, and stops the server. It
// returns the exit code.
func (s *Server) Run(tests interface{ Run() int }) int {
	code := tests.Run()
	if err := s.Remove(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = max(code, 1)
	}
	return code
}

const template = "ledger_template"

// How a database can be made; whatever else CREATE DATABASE takes will do, too.
const (
	Copy = "TEMPLATE " + template             // with the ledger's tables
	Bare = "TEMPLATE template0 ENCODING UTF8" // without any
)

// Database makes a fresh database with the ledger's tables, and returns its URL.
func (s *Server) Database(t T) string {
	t.Helper()
	return s.create(t, Copy)
}

// Empty makes a database without any table.
func (s *Server) Empty(t T) string {
	t.Helper()
	return s.create(t, Bare)
}

func (s *Server) create(t T, how string) string {
	t.Helper()
	url, err := s.Make(how)
	if err != nil {
		t.Fatalf("these tests need PostgreSQL (apt-get install postgresql): %v", err)
	}
	return url
}

// Make starts the server, the first time, and makes a database on it as it is
// told to. The database goes with the server: dropping one takes a checkpoint.
func (s *Server) Make(how string) (url string, err error) {
	s.once.Do(func() { s.err = s.initialise() })
	if s.err != nil {
		return "", s.err
	}
	name := fmt.Sprint("test_", s.made.Add(1))
	return s.url(name), s.Do("CREATE DATABASE " + name + " " + how)
}

func (s *Server) url(name string) string {
	return fmt.Sprintf("postgres://postgres@/%s?host=%s", name, s.dir)
}

// Do carries out one statement as the server's administrator.
func (s *Server) Do(statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, s.url("postgres"))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	return errors.Join(err, conn.Close(ctx))
}

// Kill ends the server at once, as a crash would: no checkpoint, nothing flushed
// that was not.
func (s *Server) Kill() error { return s.end(syscall.SIGQUIT) }

// Stop ends the server as an administrator does who restarts it: connections are
// broken, and everything is flushed.
func (s *Server) Stop() error { return s.end(syscall.SIGINT) }

func (s *Server) end(how syscall.Signal) error {
	if err := s.process.Process.Signal(how); err != nil {
		return err
	}
	<-s.exited
	return nil
}

// Freeze lets the server stand still, as one that hangs, until it is thawed.
func (s *Server) Freeze() error { return s.signalAll(syscall.SIGSTOP) }

// Thaw lets a server go on.
func (s *Server) Thaw() error { return s.signalAll(syscall.SIGCONT) }

// signalAll reaches the processes of all connections, too, each of which leads a
// group of its own. The first goes first, so that it makes no new ones.
func (s *Server) signalAll(how syscall.Signal) error {
	pid := s.process.Process.Pid
	err := syscall.Kill(pid, how)
	children, reading := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	err = errors.Join(err, reading)
	for _, child := range strings.Fields(string(children)) {
		n, wrong := strconv.Atoi(child)
		if wrong == nil {
			wrong = syscall.Kill(n, how)
		}
		if !errors.Is(wrong, syscall.ESRCH) { // it has ended meanwhile
			err = errors.Join(err, wrong)
		}
	}
	return err
}

// Start starts the server again and waits until it answers.
func (s *Server) Start() error {
	as, err := unprivileged(s.dir)
	if err != nil {
		return err
	}
	args := []string{"-D", s.dir + "/data", "-k", s.dir, "-c", "listen_addresses=", "-c", "max_connections=120"}
	for _, setting := range s.Settings {
		args = append(args, "-c", setting)
	}
	s.process = exec.Command(filepath.Join(s.bin, "postgres"), args...)
	s.process.Dir, s.process.Stdout, s.process.Stderr = s.dir, &s.log, &s.log
	s.process.SysProcAttr = &syscall.SysProcAttr{Credential: as, Setpgid: true, Pdeathsig: syscall.SIGQUIT}
	s.exited = make(chan struct{})
	started := make(chan error)
	go func() {
		runtime.LockOSThread() // the server is told when the thread that started it dies
		err := s.process.Start()
		started <- err
		if err == nil {
			s.ended = s.process.Wait()
			close(s.exited)
		}
	}()
	if err := <-started; err != nil {
		return err
	}
	return s.answers()
}

func (s *Server) answers() error {
	poll := time.NewTicker(20 * time.Millisecond)
	defer poll.Stop()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); <-poll.C {
		if s.Do("SELECT 1") == nil {
			return nil
		}
		select {
		case <-s.exited:
			return fmt.Errorf("postgres: %w\n%s", s.ended, s.log.String())
		default:
		}
	}
	return errors.New("postgres does not answer")
}

// initialise makes the folder, starts the server, and makes the database that
// the others are copies of.
func (s *Server) initialise() (err error) {
	if s.bin, err = binaries(); err != nil {
		return err
	}
	where := ""
	if !s.OnDisk {
		where = roomiest()
	}
	if s.dir, err = os.MkdirTemp(where, "jinlin-pgtest-"); err != nil {
		return err
	}
	as, err := unprivileged(s.dir)
	if err != nil {
		return err
	}
	initdb := exec.Command(filepath.Join(s.bin, "initdb"), "-D", s.dir+"/data", "-U", "postgres", "-A", "trust",
		"-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
	initdb.Dir = s.dir
	initdb.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	if err := errors.Join(s.Start(), s.Do("CREATE DATABASE "+template)); err != nil {
		return err
	}
	ledger, err := postgres.Open(context.Background(), s.url(template), postgres.Undurable())
	if err != nil {
		return err
	}
	return ledger.Close()
}

// Remove ends the server, if it was started, and takes its folder away.
func (s *Server) Remove() error {
	if s.process == nil || s.process.Process == nil {
		return nil
	}
	if err := s.Kill(); err != nil {
		return err
	}
	return os.RemoveAll(s.dir)
}
