// Package recovery finds at DigitalOcean what a configuration stands for, and
// writes the IDs into the configuration: with them a new hub takes over what a
// lost one has made, and makes nothing again.
//
// It is the only package of the project that uses the network. It reads, with a
// token that may do no more.
package recovery

import (
	"context"
	"net/http"
	"time"

	"github.com/digitalocean/godo"
	"golang.org/x/oauth2"
)

// Account is what there is at DigitalOcean, of the kinds that are taken over by
// an ID.
type Account struct {
	VPCs      []*godo.VPC
	Clusters  []*godo.KubernetesCluster
	Databases []godo.Database
	// LogSinks are those of the databases that were asked for, by the
	// database's ID.
	LogSinks map[string][]godo.DatabaseLogsink
	Keys     []*godo.SpacesKey
}

// API is how DigitalOcean is reached.
type API struct {
	// URL is the address of the API; empty for DigitalOcean's own.
	URL string
	// Wait is how long the first repetition waits; 0 for a second.
	Wait time.Duration
}

// retries are how often a call is repeated that is answered with 429 or a
// server's error. What the answer says of when to come back is kept to.
const retries = 6

// client is a client of DigitalOcean's API.
func (a API) client(ctx context.Context, token string) (*godo.Client, error) {
	wait := 1.0
	if a.Wait > 0 {
		wait = a.Wait.Seconds()
	}
	options := []godo.ClientOpt{
		godo.SetUserAgent("seamark-recover"),
		godo.WithRetryAndBackoffs(godo.RetryConfig{RetryMax: retries, RetryWaitMin: &wait, RetryWaitMax: godo.PtrTo(60 * wait)}),
	}
	if a.URL != "" {
		options = append(options, godo.SetBaseURL(a.URL))
	}
	return godo.New(oauth2.NewClient(ctx, oauth2.StaticTokenSource(&oauth2.Token{AccessToken: token})), options...)
}

// Read reads an account, and the log sinks of the databases of these names. It
// makes some five calls, and one more for each of the databases.
func (a API) Read(ctx context.Context, token string, databases map[string]bool) (*Account, error) {
	client, err := a.client(ctx, token)
	if err != nil {
		return nil, err
	}
	account := &Account{LogSinks: map[string][]godo.DatabaseLogsink{}}
	if account.VPCs, err = all(ctx, client.VPCs.List, func(v *godo.VPC) string { return v.ID }); err != nil {
		return nil, err
	}
	if account.Clusters, err = all(ctx, client.Kubernetes.List, func(c *godo.KubernetesCluster) string { return c.ID }); err != nil {
		return nil, err
	}
	if account.Databases, err = all(ctx, client.Databases.List, func(d godo.Database) string { return d.ID }); err != nil {
		return nil, err
	}
	if account.Keys, err = all(ctx, client.SpacesKeys.List, func(k *godo.SpacesKey) string { return k.AccessKey }); err != nil {
		return nil, err
	}
	for _, d := range account.Databases {
		if !databases[d.Name] {
			continue
		}
		if account.LogSinks[d.ID], _, err = client.Databases.ListLogsinks(ctx, d.ID, nil); err != nil {
			return nil, err
		}
	}
	return account, nil
}

// all are the items on all pages of a list: it ends with a page that brings
// nothing new, since not every list of the API has pages or says which is the
// last.
func all[T any](ctx context.Context, list func(context.Context, *godo.ListOptions) ([]T, *godo.Response, error), id func(T) string) ([]T, error) {
	const most = 200 // that the API puts on a page
	var items []T
	seen := map[string]bool{}
	for page := 1; ; page++ {
		next, response, err := list(ctx, &godo.ListOptions{Page: page, PerPage: most})
		if page > 1 && response != nil && response.Response != nil && response.StatusCode == http.StatusNotFound {
			return items, nil
		}
		if err != nil {
			return nil, err
		}
		before := len(items)
		for _, item := range next {
			if !seen[id(item)] {
				seen[id(item)] = true
				items = append(items, item)
			}
		}
		if len(items) == before {
			return items, nil
		}
	}
}
