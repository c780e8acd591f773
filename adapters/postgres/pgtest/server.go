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
	// Within is an existing folder that its folder is made in, such as a file
	// system of one's own; empty: wherever there is room.
	Within string
	// Initdb are arguments to initdb besides those of every test.
	Initdb []string

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

// Host is the folder with the server's socket: the host in a URL of one's own.
func (s *Server) Host() string { return s.dir }

// Kill ends the server at once, as pg_ctl stop -m immediate does: no checkpoint,
// nothing flushed that was not.
func (s *Server) Kill() error { return s.end(syscall.SIGQUIT) }

// Crash ends all its processes without letting any of them know, as kill -9 does.
func (s *Server) Crash() error {
	children, err := s.children()
	if err = errors.Join(err, s.signalAll(syscall.SIGKILL)); err != nil {
		return err
	}
	<-s.exited
	return gone(children)
}

// Running reports whether the server has not ended, be it by itself.
func (s *Server) Running() bool {
	select {
	case <-s.exited:
		return false
	default:
		return true
	}
}

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
	if how == syscall.SIGKILL { // the dead have no children: it stands still until they are known
		if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
			return err
		}
		defer func() { _ = syscall.Kill(pid, how) }()
	} else if err := syscall.Kill(pid, how); err != nil {
		return err
	}
	children, err := s.children()
	for _, child := range children {
		if wrong := syscall.Kill(child, how); !errors.Is(wrong, syscall.ESRCH) { // it has ended meanwhile
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
func (s *Server) initialise() error {
	if err := s.settle(); err != nil {
		return err
	}
	args := append([]string{"-D", s.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"}, s.Initdb...)
	if err := s.tool("initdb", args...); err != nil {
		return err
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

// settle makes the folder.
func (s *Server) settle() (err error) {
	if s.bin, err = binaries(); err != nil {
		return err
	}
	where := s.Within
	if where == "" && !s.OnDisk {
		where = roomiest()
	}
	s.dir, err = os.MkdirTemp(where, "jinlin-pgtest-")
	return err
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// tool runs one of PostgreSQL's programs as the server is run.
func (s *Server) tool(name string, args ...string) error {
	as, err := unprivileged(s.dir)
	if err != nil {
		return err
	}
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}

// Remove ends the server, if it was started, and takes its folder away.
func (s *Server) Remove() error {
	if s.dir == "" {
		return nil
	}
	if s.process != nil && s.process.Process != nil && s.Running() {
		if err := s.Kill(); err != nil {
			return err
		}
	}
	return os.RemoveAll(s.dir)
}
