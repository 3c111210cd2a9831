//! Plain `http` by way of a proxy, as browsers ask it: the proxy gets the whole address (RFC 9112, 3.2.2).
//!
//! `ureq` asks every proxy for a tunnel (CONNECT), and most councils' proxies let tunnels through to `https` only.

use std::fmt;

use ureq::config::Config;
use ureq::http::uri::Scheme;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, Transport,
};
use ureq::{Error, ProxyProtocol};

/// Connects to the proxy for what needs no tunnel.
pub(super) struct PlainByProxy {
    /// How the proxy itself is reached.
    direct: Config,
}

impl PlainByProxy {
    pub(super) fn new() -> Self {
        Self { direct: Config::builder().proxy(None).build() }
    }
}

impl fmt::Debug for PlainByProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlainByProxy")
    }
}

impl<In: Transport> Connector<In> for PlainByProxy {
    type Out = Either<In, WholeAddresses>;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<In>) -> Result<Option<Self::Out>, Error> {
        if let Some(transport) = chained {
            return Ok(Some(Either::A(transport)));
        }
        // A proxy that asks for a name and a password gets them with the tunnel.
        let proxy = details.config.proxy().filter(|proxy| {
            proxy.protocol() == ProxyProtocol::Http && proxy.username().is_none() && !proxy.is_no_proxy(details.uri)
        });
        let (Some(proxy), Some(authority)) = (proxy, details.uri.authority()) else { return Ok(None) };
        if details.uri.scheme() != Some(&Scheme::HTTP) {
            return Ok(None);
        }
        let to_proxy = ConnectionDetails {
            uri: proxy.uri(),
            addrs: details.resolver.resolve(proxy.uri(), details.config, details.timeout)?,
            config: &self.direct,
            request_level: details.request_level,
            resolver: details.resolver,
            now: details.now,
            timeout: details.timeout,
            current_time: details.current_time.clone(),
            run_connector: details.run_connector.clone(),
            register_shutdown: details.register_shutdown.clone(),
        };
        let inner = (details.run_connector)(&to_proxy)?;
        let buffers = LazyBuffers::new(details.config.input_buffer_size(), details.config.output_buffer_size());
        Ok(Some(Either::B(WholeAddresses { inner, buffers, top: format!("http://{authority}") })))
    }
}

/// A connection to a proxy that puts scheme and host in front of the path of every request.
#[derive(Debug)]
pub(super) struct WholeAddresses {
    inner: Box<dyn Transport>,
    buffers: LazyBuffers,
    top: String,
}

impl Transport for WholeAddresses {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let mut output = self.buffers.output()[..amount].to_vec();
        if let Some(path) = output.strip_prefix(b"GET ").filter(|rest| rest.starts_with(b"/")) {
            output = [b"GET ", self.top.as_bytes(), path].concat();
        }
        let mut left = output.as_slice();
        while !left.is_empty() {
            let room = self.inner.buffers().output();
            let (piece, rest) = left.split_at(left.len().min(room.len()));
            room[..piece.len()].copy_from_slice(piece);
            self.inner.transmit_output(piece.len(), timeout)?;
            left = rest;
        }
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        if self.inner.buffers().input().is_empty() {
            self.inner.await_input(timeout)?;
        }
        let input = self.inner.buffers().input();
        let room = self.buffers.input_append_buf();
        let length = input.len().min(room.len());
        room[..length].copy_from_slice(&input[..length]);
        self.inner.buffers().input_consume(length);
        self.buffers.input_appended(length);
        Ok(length > 0)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }
}
