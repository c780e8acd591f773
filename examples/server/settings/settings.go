package settings

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
)

// Settings are what the server is told at its start.
type Settings struct {
	Addr    string    // host and port to listen on; port 0 picks one
	DB      string    // sqlite:PATH, postgres://… or memory:
	Demo    bool      // fill an empty database with a demonstration
	Clock   time.Time // where the demonstration's time begins; zero: now
	CORS    string    // an origin that browsers may call from; empty: none
	Notices string    // a file of holiday notices, or a directory of such files
	Found   string    // a file to found a district from, in an empty database; then the program ends
	Reset   string    // an account that is given another password; then the program ends

	InFlight  int           // requests at work at once
	Drain     time.Duration // how long the server goes on answering, unready, before it stops
	Forwarded bool          // callers' addresses are what the load balancer in front says
	NATS      string        // the broker that events are relayed to; empty: none
	Webhook   string        // a file of subscriptions that events are posted to; empty: none
	Lease     time.Duration // how long the others wait for a relay whose server was killed
}

// prefix begins the name of every environment variable.
const prefix = "JINLIN_"

// ErrHelp is what Parse returns when it was asked for the list of flags, and
// has printed it.
var ErrHelp = flag.ErrHelp

// Parse reads the arguments behind the program's name, with the environment as
// their defaults. An error is one line that says what is wrong.
func Parse(args []string, env func(string) string, usage io.Writer) (*Settings, error) {
	s := &Settings{}
	var clock string
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&s.Addr, "addr", "127.0.0.1:8080", "`HOST:PORT` to listen on; port 0 picks one")
	flags.StringVar(&s.DB, "db", "sqlite:jinlin.db", "where everything is kept: sqlite:PATH, memory: or postgres://…")
	flags.BoolVar(&s.Demo, "demo", false, "fill an empty database with a small district, and open the demo endpoints")
	flags.StringVar(&clock, "clock", "", "with -demo: the `instant` (RFC 3339) at which the server's time starts")
	flags.StringVar(&s.CORS, "cors", "", "the `origin` of a frontend that may call from a browser")
	flags.StringVar(&s.Notices, "notices", "", "a `file` of holiday notices (JSON), or a directory of such files")
	flags.StringVar(&s.Found, "found", "", "found a district in an empty database from a `file` (JSON), print its accounts with their passwords, and end")
	flags.StringVar(&s.Reset, "reset", "", "give an `account` another password, print it, and end: for when nobody is left who can")
	flags.IntVar(&s.InFlight, "in-flight", 1024, "how many requests are at work at once; more are answered 503 with Retry-After")
	flags.DurationVar(&s.Drain, "drain", 0, "how long to go on answering after SIGTERM while /readyz says no, for a load balancer to notice")
	flags.BoolVar(&s.Forwarded, "forwarded", false, "behind a load balancer: take a caller's address from the last entry of X-Forwarded-For, which it adds")
	flags.StringVar(&s.NATS, "nats", "", "the `URL` of a NATS broker that the feed is relayed to, nats://HOST:PORT; with a password in it, use the variable")
	flags.StringVar(&s.Webhook, "webhook", "", "a `file` of webhook subscriptions (JSON) that the feed is posted to")
	flags.DurationVar(&s.Lease, "lease", 30*time.Second, "with -nats or -webhook: how long other servers wait for one that was killed before they relay in its place; half of it is for one delivery")
	if err := fromEnvironment(flags, env); err != nil {
		return nil, err
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(usage)
		flags.Usage()
		return nil, ErrHelp
	case err != nil:
		return nil, err
	case flags.NArg() > 0:
		return nil, fmt.Errorf("unexpected argument %q; see -help", flags.Arg(0))
	}
	return s, s.check(clock)
}

// fromEnvironment sets the flags for which there is a variable.
func fromEnvironment(flags *flag.FlagSet, env func(string) string) (err error) {
	flags.VisitAll(func(f *flag.Flag) {
		name := prefix + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if value := env(name); value != "" && err == nil {
			if failure := flags.Set(f.Name, value); failure != nil {
				err = fmt.Errorf("invalid value %q for %s: %w", value, name, failure)
			}
		}
	})
	return err
}

func (s *Settings) check(clock string) error {
	if clock != "" {
		at, err := time.Parse(time.RFC3339, clock)
		if err != nil {
			return fmt.Errorf("invalid value %q for flag -clock: not an instant such as 2024-09-27T09:00:00+08:00", clock)
		}
		if !s.Demo {
			return errors.New("-clock needs -demo: only a demonstration has a time of its own")
		}
		s.Clock = at
	}
	if once := s.Found != "" || s.Reset != ""; once && (s.Demo || s.Found != "" && s.Reset != "") {
		return errors.New("-found, -reset and -demo exclude each other")
	} else if once && strings.HasPrefix(s.DB, "memory:") {
		return errors.New("-found and -reset need a database that stays: memory: is gone when the program ends")
	}
	if s.InFlight < 1 || s.Drain < 0 {
		return errors.New("-in-flight must be 1 or more, and -drain no less than 0")
	}
	if s.Lease < time.Second {
		return errors.New("-lease must be 1s or more")
	}
	if s.NATS != "" {
		// The value is not repeated: it may hold a password.
		if u, err := url.Parse(s.NATS); err != nil || u.Host == "" || u.Scheme != "nats" && u.Scheme != "tls" {
			return errors.New("invalid value for flag -nats: not an address such as nats://broker.example.org:4222")
		}
	}
	if s.CORS != "" && s.CORS != "*" {
		if u, err := url.Parse(s.CORS); err != nil || u.Scheme == "" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.User != nil {
			return fmt.Errorf("invalid value %q for flag -cors: not an origin such as https://example.org", s.CORS)
		}
	}
	return nil
}
