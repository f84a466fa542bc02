// Package kubernetes runs Kubernetes clusters on the loopback interface,
// without containers: real API servers and controllers, with nodes and pods
// that kwok keeps alive.
package kubernetes

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"seamark.dev/seamark/e2e/internal/process"
	"seamark.dev/seamark/e2e/internal/tools"
)

// token of the administrator of every cluster here, which only the harness
// uses: clients get tokens of their own.
const token = "administrator"

// Host is where clusters run: the programs, and the etcd that they share.
type Host struct {
	dir      string
	programs struct{ kubernetes, kwok string }
	stages   []byte // what kwok does
	etcd     *process.Process
	etcdURL  string
	clusters atomic.Int32 // so far: numbers their address ranges and keys
}

// NewHost builds the programs, unless an earlier run did, and starts etcd.
// Everything that clusters write goes below dir.
func NewHost(ctx context.Context, dir string) (*Host, error) {
	h := &Host{dir: dir}
	var err error
	if h.programs.kubernetes, err = tools.Kubernetes.Build(ctx); err != nil {
		return nil, err
	}
	if h.programs.kwok, err = tools.Kwok.Build(ctx); err != nil {
		return nil, err
	}
	if h.stages, err = stages(ctx); err != nil {
		return nil, err
	}
	if err := h.credentials(); err != nil {
		return nil, err
	}
	return h, h.startEtcd(ctx)
}

// Stop ends etcd. Clusters are to be stopped before.
func (h *Host) Stop() { h.etcd.Stop(stopTimeout) }

func (h *Host) startEtcd(ctx context.Context) error {
	client, err := process.FreePort()
	if err != nil {
		return err
	}
	peer, err := process.FreePort()
	if err != nil {
		return err
	}
	h.etcdURL = fmt.Sprintf("http://127.0.0.1:%d", client)
	peers := fmt.Sprintf("http://127.0.0.1:%d", peer)
	h.etcd, err = h.start("etcd", h.dir, []string{
		"--data-dir=" + filepath.Join(h.dir, "etcd"),
		"--listen-client-urls=" + h.etcdURL, "--advertise-client-urls=" + h.etcdURL,
		"--listen-peer-urls=" + peers, "--initial-advertise-peer-urls=" + peers, "--initial-cluster=default=" + peers,
		"--unsafe-no-fsync", // nothing here outlives the run
		"--quota-backend-bytes=4294967296",
		"--log-level=warn",
	})
	if err != nil {
		return err
	}
	return h.etcd.Await(ctx, "health", answers(http.DefaultClient, h.etcdURL+"/health"))
}

// start runs one part of the control plane.
func (h *Host) start(name, dir string, args []string) (*process.Process, error) {
	return process.Start(process.Command{
		Name:    name,
		Program: h.programs.kubernetes,
		Arg0:    name, // decides what the program is
		Args:    args,
		Env:     []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TMPDIR=" + dir, process.RareGC},
		Dir:     dir,
		Log:     filepath.Join(dir, name+".log"),
	})
}

// credentials writes what all API servers share: the administrator's token and
// the key that signs the tokens of service accounts.
func (h *Host) credentials() error {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return err
	}
	private := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
	return errors.Join(
		os.WriteFile(h.file("sa.key"), private, 0o600),
		os.WriteFile(h.file("sa.pub"), pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public}), 0o600),
		os.WriteFile(h.file("tokens.csv"), []byte(token+`,administrator,administrator,"system:masters"`+"\n"), 0o600),
	)
}

func (h *Host) file(name string) string { return filepath.Join(h.dir, name) }

// answers is the check that a URL answers with success.
func answers(client *http.Client, url string) func() error {
	return func() error {
		response, err := client.Get(url)
		if err != nil {
			return err
		}
		defer response.Body.Close()
		if response.StatusCode != http.StatusOK {
			return fmt.Errorf("%s: %s", url, response.Status)
		}
		return nil
	}
}

const stopTimeout = 10 * time.Second
