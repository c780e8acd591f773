package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
)

// options are the flags.
type options struct {
	db, key, checkpoint, sign, origin, state, genkey, opinion, rules string
}

// parse reads the arguments behind the program's name. flag.ErrHelp means that
// the list of flags was asked for and printed.
func parse(args []string, usage io.Writer) (*options, error) {
	s := &options{}
	flags := flag.NewFlagSet("verify", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&s.db, "db", "sqlite:jinlin.db", "the `database` to verify: sqlite:PATH")
	flags.StringVar(&s.checkpoint, "checkpoint", "", "a `file` with a signed checkpoint that the database must agree with; needs -key")
	flags.StringVar(&s.key, "key", "", "the public `key` of that checkpoint, or a file that holds it")
	flags.StringVar(&s.sign, "sign", "", "a `file` with a private key: sign a checkpoint of what was verified, to standard output")
	flags.StringVar(&s.origin, "origin", "", "the `name` of the key, such as 思明区.example: with -genkey, or to be sure of it with -sign")
	flags.StringVar(&s.state, "state", "", "a `file` in which to keep how far was read, so that the next run reads on from there")
	flags.StringVar(&s.genkey, "genkey", "", "make a pair of keys: the private one in this `file`, the public one beside it in FILE.pub")
	flags.StringVar(&s.opinion, "opinion", "", "a `file` with an opinion or a yearly assessment as the API answers with it: verify it, without a database")
	flags.StringVar(&s.rules, "rules", "", "a `file` with the rule set that an opinion was formed by, where it is a district's own: reckon the opinion again")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(usage)
		flags.Usage()
		return nil, err
	case err != nil:
		return nil, err
	case flags.NArg() > 0:
		return nil, fmt.Errorf("unexpected argument %q; see -help", flags.Arg(0))
	}
	return s, s.check()
}

// check refuses flags that make no sense together, rather than ignore one.
func (s *options) check() error {
	verifies := s.checkpoint != "" || s.key != "" || s.sign != "" || s.state != ""
	switch {
	case s.opinion != "" && (verifies || s.genkey != ""):
		return errors.New("-opinion verifies one file and does nothing else")
	case s.rules != "" && s.opinion == "":
		return errors.New("-rules is for -opinion")
	case s.genkey != "" && verifies:
		return errors.New("-genkey makes keys and does nothing else")
	case s.genkey != "" && s.origin == "":
		return errors.New("-genkey needs -origin: a key is somebody's")
	case s.origin != "" && s.genkey == "" && s.sign == "":
		return errors.New("-origin is the name of a key: it goes with -genkey or -sign")
	case s.checkpoint != "" && s.key == "":
		return errors.New("-checkpoint needs -key: without it anybody could have written the file")
	case s.key != "" && s.checkpoint == "":
		return errors.New("-key is for -checkpoint")
	}
	return nil
}
