package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/note"

	"github.com/jinlin-project/jinlin/adapters/checkpoint"
)

// generate makes a pair of keys. Neither file may be there already: a key that
// was written over is gone.
func generate(s *options, out outside) error {
	private, public, err := checkpoint.GenerateKey(out.entropy, s.origin)
	if err != nil {
		return fmt.Errorf("-origin %q: %w", s.origin, err)
	}
	if err := create(s.genkey, private, 0o600); err != nil {
		return fmt.Errorf("-genkey: %w", err)
	}
	if err := create(s.genkey+".pub", public, 0o644); err != nil {
		return fmt.Errorf("-genkey: %w", errors.Join(err, os.Remove(s.genkey)))
	}
	_, err = fmt.Fprintln(out.stdout, public)
	return err
}

func create(name, line string, mode fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.WriteString(line + "\n")
	return errors.Join(err, f.Close())
}

// readSigner reads a private key, which must be the origin's if one is named.
func readSigner(name, origin string) (note.Signer, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("-sign: %w", err)
	}
	signer, err := checkpoint.ParseSigner(string(text))
	if err != nil {
		return nil, fmt.Errorf("-sign %s: %w", name, err)
	}
	if origin != "" && origin != signer.Name() {
		return nil, fmt.Errorf("-sign %s: it is the key of %s, not of %s", name, signer.Name(), origin)
	}
	return signer, nil
}

// readVerifier reads a public key, given as it is or as the name of a file.
func readVerifier(given string) (note.Verifier, error) {
	key, err := checkpoint.ParseVerifier(given)
	if err == nil {
		return key, nil
	}
	text, missing := os.ReadFile(given)
	if missing != nil {
		return nil, fmt.Errorf("-key: neither a public key nor a file that can be read: %w", missing)
	}
	if key, err = checkpoint.ParseVerifier(string(text)); err != nil {
		return nil, fmt.Errorf("-key %s: %w", given, err)
	}
	return key, nil
}

// readState reads how far the last run came; without a file none was made yet.
func readState(name string) (log checkpoint.Log, err error) {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return log, nil
	}
	if err == nil {
		err = log.UnmarshalText(text)
	}
	if err != nil {
		return log, fmt.Errorf("-state %s: %w", name, err)
	}
	return log, nil
}

// keepState puts the new state in the place of the old in one step, so that
// there is always a whole one.
func keepState(name string, log *checkpoint.Log) (err error) {
	text, err := log.MarshalText()
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if _, err = f.Write(text); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
